//! The `Display` form of a plan: a page for the person who delivers the files.

use std::fmt;
use std::time::Duration;

use crate::shown::{Seen, Span};
use crate::{PrimeVideoS3, Rate, Region};

use super::{Batch, Deadline, DeliveryPlan, Due, FileKind, PlannedFile, Target};

/// Writes a page with the target, the deadlines, the problems, and the files in order.
impl fmt::Display for DeliveryPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.files.len();
        writeln!(f, "{}", heading(&self.target))?;
        writeln!(
            f,
            "{count} file{}, {}, starting on {}",
            if count == 1 { "" } else { "s" },
            Size(self.bytes()),
            self.as_of
        )?;
        if let Target::Aspera(account) = &self.target {
            if let Some(reading) = account.region().and_then(Region::reading) {
                writeln!(f, "Note: {reading}")?;
            }
            write_time(f, account.rate(), self.bytes())?;
        }
        for deadline in &self.deadlines {
            writeln!(f, "{deadline}")?;
        }
        for problem in &self.problems {
            let grade = if problem.stops() { "error" } else { "warning" };
            writeln!(f, "\n{grade}: {problem}")?;
        }
        for (place, batch) in self.batches.iter().enumerate() {
            f.write_str("\n")?;
            if self.batches.len() > 1 {
                writeln!(
                    f,
                    "Batch {} of {}, {}{}",
                    place + 1,
                    self.batches.len(),
                    Size(batch.bytes),
                    if place > 0 {
                        ": upload it after the previous one has been processed"
                    } else {
                        ""
                    }
                )?;
            }
            self.write_files(f, batch)?;
        }
        f.write_str("\n")?;
        f.write_str(&self.ending())
    }
}

impl DeliveryPlan {
    fn write_files(&self, f: &mut fmt::Formatter<'_>, batch: &Batch) -> fmt::Result {
        let files = &self.files[batch.files.clone()];
        let names: Vec<String> = files
            .iter()
            .map(|file| Seen(&file.name).to_string())
            .collect();
        let width = names
            .iter()
            .map(|name| name.chars().count())
            .max()
            .unwrap_or(0)
            // The column's width is limited, so that one long name does not push all sizes off the screen.
            .min(60);
        let places = batch.files.clone().map(|place| place + 1);
        let digits = self.files.len().to_string().len();
        for ((place, file), name) in places.zip(files).zip(&names) {
            let PlannedFile { kind, bytes, .. } = file;
            writeln!(
                f,
                "{place:>digits$}. {name:<width$}  {:>9}  {kind}",
                Size(*bytes).to_string()
            )?;
            if let Some(command) = file.command()
                && !self.is_stopped()
            {
                let indent = digits + 2;
                writeln!(f, "{:indent$}{}", "", Seen(command))?;
            }
            if let Target::S3(push) = &self.target {
                let copy = push.copy(&file.source, &file.name);
                let indent = digits + 2;
                writeln!(f, "{:indent$}from {}", "", Seen(&copy.from))?;
                writeln!(f, "{:indent$}to   {}", "", Seen(&copy.to))?;
                if *bytes > PrimeVideoS3::LARGEST_SINGLE_COPY {
                    let note =
                        "copy it in parts, as `aws s3 cp` does: S3 copies at most 5 GiB at a time";
                    writeln!(f, "{:indent$}{note}", "")?;
                }
            }
        }
        Ok(())
    }

    fn ending(&self) -> String {
        let stops = self.problems.iter().filter(|problem| problem.stops());
        match stops.count() {
            0 => match &self.target {
                Target::Aspera(_) => "Nothing stops this delivery.".to_owned(),
                Target::S3(_) => "Nothing stops this delivery. Make the copies in this order, with S3 Copy or AWS \
                                  DataSync."
                    .to_owned(),
                Target::Backlot(_) => {
                    "Nothing stops this delivery. Upload the files in this order, the manifest last.".to_owned()
                }
            },
            1 => "1 problem stops this delivery.".to_owned(),
            several => format!("{several} problems stop this delivery."),
        }
    }
}

/// Writes how long it takes to transfer the bytes at the highest rate.
fn write_time(f: &mut fmt::Formatter<'_>, rate: Option<Rate>, bytes: u64) -> fmt::Result {
    let bits = rate.unwrap_or(Rate::DEFAULT).bits_per_second();
    let seconds = u128::from(bytes) * 8 / u128::from(bits.max(1));
    let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
    let time = match seconds {
        ..60 => "less than a minute".to_owned(),
        _ => format!("at least {}", Span(Duration::from_secs(seconds))),
    };
    let speed = Speed(bits);
    match rate {
        Some(_) => writeln!(f, "Sending takes {time} at {speed}"),
        None => writeln!(
            f,
            "Sending takes {time} at {speed}, the most that ascp sends unless a rate is set"
        ),
    }
}

fn heading(target: &Target) -> String {
    match target {
        Target::Aspera(account) => format!("Delivery to Prime Video with Aspera: {account}"),
        Target::S3(push) => format!("Delivery to Prime Video by S3 push: {push}"),
        Target::Backlot(backlot) => format!(
            "Delivery to Backlot: {backlot}, at most {} on the server at a time",
            Size(backlot.quota())
        ),
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = self.by;
        match self.what {
            Due::Avails => write!(
                f,
                "Avails have to arrive by {by}, unless a contract states otherwise"
            ),
            Due::Assets => write!(
                f,
                "Assets have to arrive by {by}, unless a contract states otherwise"
            ),
            Due::WholePackages => write!(
                f,
                "Packages have to be complete by {by}: Backlot deletes incomplete ones 7 days after their upload began"
            ),
        }
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Avails => "avails",
            Self::Metadata => "metadata",
            Self::Asset => "asset",
            Self::Manifest => "manifest",
            Self::Unknown => "unknown",
        })
    }
}

/// A rate in the units that people use: `300 Mbit/s`.
struct Speed(u64);

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bits if bits % 1_000_000_000 == 0 => write!(f, "{} Gbit/s", bits / 1_000_000_000),
            bits if bits % 1_000_000 == 0 => write!(f, "{} Mbit/s", bits / 1_000_000),
            bits => write!(f, "{} kbit/s", bits / 1000),
        }
    }
}

/// A number of bytes in decimal units (powers of 1,000), truncated to tenths, not rounded: `12.3 GB`.
pub(crate) struct Size(pub(crate) u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
        let bytes = self.0;
        if bytes < 1000 {
            let s = if bytes == 1 { "" } else { "s" };
            return write!(f, "{bytes} byte{s}");
        }
        let (mut tenths, mut unit) = (u128::from(bytes) / 100, 0);
        while tenths >= 10_000 && unit + 1 < UNITS.len() {
            tenths /= 1000;
            unit += 1;
        }
        match tenths % 10 {
            0 => write!(f, "{} {}", tenths / 10, UNITS[unit]),
            tenth => write!(f, "{}.{tenth} {}", tenths / 10, UNITS[unit]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Size;
    use crate::{DeliveryPlan, PrimeVideoS3};

    #[test]
    fn a_large_object_is_copied_in_parts() {
        let push = PrimeVideoS3::new("x-s3alias").unwrap();
        let today = "2026-11-21".parse().unwrap();
        let mut plan = DeliveryPlan::new(push, today, ["Cargo.toml"]);
        let says_so = |plan: &DeliveryPlan| plan.to_string().contains("copy it in parts");
        plan.files[0].bytes = PrimeVideoS3::LARGEST_SINGLE_COPY;
        assert!(!says_so(&plan));
        plan.files[0].bytes += 1;
        assert!(says_so(&plan));
    }

    #[test]
    fn sizes_are_said_as_people_do() {
        let said = [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (1_250, "1.2 kB"),
            (999_999, "999.9 kB"),
            (100_000_000_000, "100 GB"),
            (1_234_567_890_123, "1.2 TB"),
            (u64::MAX, "18446744 TB"),
        ];
        for (bytes, text) in said {
            assert_eq!(Size(bytes).to_string(), text);
        }
    }
}
