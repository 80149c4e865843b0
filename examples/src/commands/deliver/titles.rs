//! Checks whether the avails in a delivery contain the same titles as its metadata and manifests.

use delivery_naming::{AvailTitle, DeliveryPlan, FileKind, PlannedFile, Target, TitlePackage};
use ema_io::Part;
use ema_model::{Avail, Field};

use crate::failure::{Failure, say};
use crate::reading::{ReadArgs, Reading};

/// Compares the titles in a plan's avails with the titles in its metadata and manifests, and adds
/// the differences to the plan.
pub(super) fn compare(plan: &mut DeliveryPlan, args: ReadArgs) {
    if matches!(plan.target(), Target::Backlot(_)) {
        return;
    }
    let package = TitlePackage::of(plan);
    if package.is_empty() {
        return;
    }
    let avails = plan.files().iter();
    let avails = avails.filter(|file| file.kind() == FileKind::Avails && file.bytes() > 0);
    let mut titles = Vec::new();
    for file in avails {
        if let Err(failure) = read(file, args, &mut titles) {
            say(format_args!(
                "warning: the titles of {} were not compared with the package: {failure}",
                file.name()
            ));
        }
    }
    plan.add_problems(package.mismatches(titles));
}

fn read(file: &PlannedFile, args: ReadArgs, titles: &mut Vec<AvailTitle>) -> Result<(), Failure> {
    let mut reading = Reading::begin("Comparing", file.source(), args)?;
    reading.each(|part| {
        if let Part::Avail(avail) = part {
            let sheet = avail.header().sheet();
            let place = format!("{}, {sheet}, row {}", file.name(), avail.row());
            titles.push(title(avail, place));
        }
        Ok(())
    })?;
    reading.notes(file.source()).report();
    Ok(())
}

fn title(avail: &Avail, place: String) -> AvailTitle {
    let texts = |texts: &[&str]| -> Vec<String> {
        let texts = texts.iter().filter(|text| !text.is_empty());
        texts.map(|text| (*text).to_owned()).collect()
    };
    let format = avail.format_profile();
    AvailTitle {
        ids: texts(&[
            text(&avail.alid()),
            text(&avail.content_id()),
            text(&avail.episode_content_id()),
            text(&avail.alt_id()),
            text(&avail.episode_alt_id()),
        ]),
        related: texts(&[
            text(&avail.series_content_id()),
            text(&avail.season_content_id()),
            text(&avail.series_alt_id()),
            text(&avail.season_alt_id()),
        ]),
        partner: texts(&[text(&avail.display_name())]).pop(),
        is_uhd: ["UHD", "4K"].iter().any(|uhd| text(&format).contains(uhd)),
        place,
    }
}

/// Returns the text in a cell without surrounding spaces.
fn text<'a, T>(field: &Field<'a, T>) -> &'a str {
    field.text().trim()
}
