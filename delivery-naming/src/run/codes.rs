//! The error codes of `ascp`.

/// The properties of an error code.
struct Code {
    number: u32,
    /// Whether another attempt can succeed.
    is_temporary: bool,
    /// The remedy. For some codes, the only remedy is to wait.
    help: &'static str,
}

const NETWORK: &str = "Check that this machine reaches aivdelivery.com, and that a firewall lets connections to the \
                       SSH port out, usually 33001 or 22.";
const UDP: &str = "Check that this machine reaches aivdelivery.com, and that a firewall lets UDP out, usually port 33001.";
const LATER: &str = "Run it again later.";
const THIS_MACHINE: &str =
    "This machine has too little left for ascp; close other programs, and run it again.";

/// The codes are from two sources: IBM's Aspera documentation, and the table in IBM's `aspera-cli`
/// (`lib/aspera/transfer/error_info.rb`) that marks the temporary errors.
const CODES: [Code; 33] = [
    lasting(3, "Check the region, or deliver without one."),
    lasting(
        4,
        "The folder is not in the account; check the region, or deliver without one.",
    ),
    lasting(
        5,
        "The account may not write there; check the region, or deliver without one.",
    ),
    lasting(
        8,
        "This ascp does not know an option; check its version with `ascp --version`.",
    ),
    lasting(
        10,
        "The rate is higher than the license of ascp allows; give a lower rate.",
    ),
    passing(12, NETWORK),
    passing(13, NETWORK),
    passing(14, UDP),
    passing(15, UDP),
    passing(
        16,
        "The connection was lost; try again when the connection is more stable.",
    ),
    passing(
        17,
        "The network loses the receiver's answers; try again when the connection is better.",
    ),
    passing(
        18,
        "The network loses the data that is sent; check that a firewall lets UDP out, usually port 33001.",
    ),
    lasting(
        19,
        "Check the user name and password; was the password changed in Slate?",
    ),
    passing(23, THIS_MACHINE),
    lasting(
        25,
        "There is no space left at the receiver; contact Prime Video.",
    ),
    lasting(
        27,
        "Run it again; if it fails again, tell Prime Video what ascp said.",
    ),
    lasting(
        29,
        "ascp has no license; Prime Video gives one to accounts of Slate.",
    ),
    lasting(
        30,
        "The license of ascp has expired; Prime Video gives one to accounts of Slate.",
    ),
    passing(32, THIS_MACHINE),
    passing(33, THIS_MACHINE),
    lasting(
        34,
        "Check the user name and password; was the password changed in Slate?",
    ),
    passing(35, "Check the disk that the file is on, and run it again."),
    passing(
        36,
        "The receiver could not write; run it again later, and tell Prime Video if it continues.",
    ),
    passing(37, "Check the user name and password, and try again later."),
    passing(39, LATER),
    passing(
        40,
        "The transfer stalled; try again when the connection is better.",
    ),
    lasting(
        41,
        "The folder is outside of what the account may use; check the region.",
    ),
    // `ascp` 3.9 reports this code when a connection to the SSH port is refused.
    passing(44, NETWORK),
    passing(45, UDP),
    lasting(
        51,
        "The server is not the one that ascp knows; ask Prime Video before anything is sent.",
    ),
    lasting(
        55,
        "The name is too long for the receiver; rename the file.",
    ),
    lasting(56, "The receiver does not take this name; rename the file."),
    passing(61, LATER),
];

const fn passing(number: u32, help: &'static str) -> Code {
    Code {
        number,
        is_temporary: true,
        help,
    }
}

const fn lasting(number: u32, help: &'static str) -> Code {
    Code {
        number,
        is_temporary: false,
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
