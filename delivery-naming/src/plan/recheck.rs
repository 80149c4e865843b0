//! Changes since a plan was made.

use std::collections::HashSet;
use std::path::Path;

use crate::shown::said;

use super::{DeliveryPlan, Problem, ProblemKind, contents, scan};

impl DeliveryPlan {
    /// Compares the plan with the current files and adds a problem for each change.
    ///
    /// A file with the same size and modification time is considered unchanged. Any other file is read again, and no
    /// problem is added if its contents are still the same, for example because it was copied back. A file that was
    /// added to a folder is reported but not delivered, because only the files in the plan are delivered.
    ///
    /// ```
    /// use delivery_naming::{DeliveryPlan, PrimeVideoAspera};
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let masters = folder.path();
    /// std::fs::write(masters.join("Harbor-US.mov"), "pictures")?;
    /// let account = PrimeVideoAspera::new("HollywoodSuperPost")?;
    /// let plan = DeliveryPlan::new(account, "2026-11-21".parse()?, [masters]);
    /// let approved = serde_json::to_string(&plan)?;
    ///
    /// std::fs::write(masters.join("Harbor-US.mov"), "other pictures")?;
    /// let mut plan: DeliveryPlan = serde_json::from_str(&approved)?;
    /// plan.recheck(|_| ());
    /// assert_eq!(plan.problems()[0].kind().name(), "changed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn recheck(&mut self, mut on_read: impl FnMut(u64)) {
        let mut problems = Vec::new();
        for file in &mut self.files {
            match file.is_unchanged() {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    problems.push(gone(&file.name, &error));
                    continue;
                }
            }
            match contents::read(&file.source, 0, &mut on_read) {
                Ok(now) if now.changed || now.sha256 != file.sha256 => {
                    problems.push(Problem::new(&file.name, ProblemKind::Changed));
                }
                Ok(now) => file.modified = now.modified,
                Err(error) => problems.push(gone(&file.name, &error)),
            }
        }
        let planned: HashSet<&Path> = self.files.iter().map(|file| &*file.source).collect();
        // The plan also omits leftovers, but it already lists them as problems.
        for path in scan::files(&self.paths, None, &mut Vec::new()) {
            if !planned.contains(&*path) && !self.is_known(&path) {
                problems.push(Problem::at(&path, ProblemKind::Added));
            }
        }
        self.add_problems(problems);
    }

    /// Whether the plan lists a problem with this file. If so, that is why the plan does not contain the file.
    fn is_known(&self, path: &Path) -> bool {
        let path = path.display().to_string();
        self.problems
            .iter()
            .any(|problem| problem.subject() == path)
    }
}

fn gone(name: &str, error: &std::io::Error) -> Problem {
    Problem::new(
        name,
        ProblemKind::Unreadable {
            reason: said(error),
        },
    )
}
