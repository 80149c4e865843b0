//! The codes by which `ascp` names errors.

/// What is known about a code.
struct Code {
    number: u32,
    /// Whether another try can go well.
    is_temporary: bool,
    /// What to do, where there is more to do than to wait.
    help: &'static str,
}

/// From IBM's documentation of Aspera and the table in its `aspera-cli`, those that a delivery can meet.
const CODES: [Code; 18] = [
    code(
        4,
        false,
        "The folder is not in the account; check the region, or deliver without one.",
    ),
    code(
        5,
        false,
        "The account may not write there; check the region, or deliver without one.",
    ),
    code(
        12,
        true,
        "Check that this machine reaches aivdelivery.com, and that a firewall lets connections to the SSH port out.",
    ),
    code(
        13,
        true,
        "Check that this machine reaches aivdelivery.com, and that a firewall lets connections to the SSH port out.",
    ),
    code(
        14,
        true,
        "Check that this machine reaches aivdelivery.com, and that a firewall lets UDP out, usually port 33001.",
    ),
    code(
        15,
        true,
        "Check that this machine reaches aivdelivery.com, and that a firewall lets UDP out, usually port 33001.",
    ),
    code(
        16,
        true,
        "The connection was lost; run it again when the line is better.",
    ),
    code(
        17,
        true,
        "The network loses what the receiver answers; run it again when the line is better.",
    ),
    code(
        18,
        true,
        "The network loses what is sent; check that a firewall lets UDP out, usually port 33001.",
    ),
    code(
        19,
        false,
        "Check user name and password; was the password changed in Slate?",
    ),
    code(
        25,
        false,
        "There is no space left at the receiver; tell Prime Video.",
    ),
    code(
        27,
        false,
        "Run it again; if it fails again, tell Prime Video what ascp said.",
    ),
    code(
        29,
        false,
        "ascp has no license; Prime Video gives one to accounts of Slate.",
    ),
    code(
        30,
        false,
        "The license of ascp has expired; Prime Video gives one to accounts of Slate.",
    ),
    code(
        40,
        true,
        "The transfer stood still; run it again when the line is better.",
    ),
    code(
        41,
        false,
        "The folder is outside of what the account may use; check the region.",
    ),
    code(
        55,
        false,
        "The name is too long for the receiver; rename the file.",
    ),
    code(
        56,
        false,
        "The receiver does not take this name; rename the file.",
    ),
];

const fn code(number: u32, is_temporary: bool, help: &'static str) -> Code {
    Code {
        number,
        is_temporary,
        help,
    }
}

pub(super) fn is_temporary(number: u32) -> bool {
    CODES
        .iter()
        .any(|code| code.number == number && code.is_temporary)
}

pub(super) fn help(number: u32) -> Option<&'static str> {
    CODES
        .iter()
        .find(|code| code.number == number)
        .map(|code| code.help)
}
