//! Deserialization of plans.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de::Error as _};

use super::{
    Batch, Deadline, DeliveryPlan, Digest, PlannedFile, Problem, Target, fingerprint, from_text,
};

/// The fields of a serialized plan, before they are checked.
#[derive(Deserialize)]
struct Written {
    schema: u32,
    target: Target,
    #[serde(deserialize_with = "from_text")]
    as_of: NaiveDate,
    paths: Vec<PathBuf>,
    fingerprint: Digest<32>,
    deadlines: Vec<Deadline>,
    files: Vec<PlannedFile>,
    batches: Vec<Batch>,
    problems: Vec<Problem>,
}

/// Rejects an edited plan, so that only the approved plan can be carried out.
impl<'de> Deserialize<'de> for DeliveryPlan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        written.into_plan().map_err(D::Error::custom)
    }
}

impl Written {
    fn into_plan(self) -> Result<DeliveryPlan, String> {
        if self.schema != DeliveryPlan::SCHEMA {
            return Err(format!(
                "the plan has the schema {}, and this program reads {}; plan again",
                self.schema,
                DeliveryPlan::SCHEMA
            ));
        }
        let mut files = self.files;
        for file in &mut files {
            let is_sound = file.source.is_absolute()
                && file.source.file_name() == Some(file.name.as_ref())
                && file.destination == self.target.destination(&file.name);
            if !is_sound {
                return Err(format!(
                    "{} has a source or a destination that a plan does not give it; plan again",
                    file.name
                ));
            }
            file.command = self.target.command(&file.source);
        }
        let mut covered = 0;
        for batch in &self.batches {
            if batch.files.start != covered || batch.files.end < covered {
                return Err("its batches do not cover its files; plan again".to_owned());
            }
            covered = batch.files.end;
        }
        if covered != files.len() {
            return Err("its batches do not cover its files; plan again".to_owned());
        }
        if fingerprint(&self.target, &files) != self.fingerprint {
            return Err(
                "its files or target were edited after it was made: the fingerprint is another; plan again"
                    .to_owned(),
            );
        }
        Ok(DeliveryPlan {
            schema: self.schema,
            target: self.target,
            as_of: self.as_of,
            paths: self.paths,
            fingerprint: self.fingerprint,
            deadlines: self.deadlines,
            files,
            batches: self.batches,
            problems: self.problems,
        })
    }
}
