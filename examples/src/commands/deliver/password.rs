//! Gets the password for a delivery account.

use std::io::{self, IsTerminal as _};

use delivery_naming::Password;

use crate::failure::say;

/// Returns the password from the environment or from a prompt on the terminal. Prints a warning if
/// the password cannot be correct.
pub(super) fn get(user: &str) -> Option<Password> {
    let password = match Password::from_env() {
        Some(password) => password,
        None if std::env::var_os(Password::VARIABLE).is_none() => ask(user)?,
        None => return None,
    };
    for fault in password.faults() {
        say(format_args!(
            "warning: this can't be the password of a delivery account: {fault}"
        ));
    }
    Some(password)
}

/// Prompts for the password. Returns `None` if there is no terminal, for example if the program
/// runs as a service.
fn ask(user: &str) -> Option<Password> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    let prompt = format!("Password of {user} (it is not shown): ");
    let password = rpassword::prompt_password(prompt).ok()?;
    (!password.is_empty()).then(|| Password::new(password))
}
