//! Why there are no tables in a file of a spreadsheet.

use format::limits::{LARGEST_WORKBOOK, MOST_ROWS};

use crate::problem::Problem;

/// Why there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WorkbookFault {
    /// It cannot be read, for this reason.
    Broken(String),
    /// It holds more than a workbook may.
    TooLarge,
    /// Its tables have more rows than are read.
    TooManyRows,
}

impl<E: std::error::Error> From<E> for WorkbookFault {
    fn from(error: E) -> Self {
        WorkbookFault::Broken(error.to_string())
    }
}

impl WorkbookFault {
    /// What is said of the file.
    pub(super) fn problem(self) -> Problem {
        let (message, help) = match self {
            WorkbookFault::Broken(why) => (
                format!("this workbook cannot be read: {why}"),
                "Open it in the spreadsheet and save it once more as an Excel workbook (.xlsx), or as CSV UTF-8.",
            ),
            WorkbookFault::TooLarge => (
                format!("this workbook holds more than {LARGEST_WORKBOOK} bytes once it is unpacked"),
                "Copy the table into a new workbook, without pictures and other sheets.",
            ),
            WorkbookFault::TooManyRows => (
                format!("this file has more than {MOST_ROWS} rows that are not empty"),
                "Copy the rows of one assessment into a new file; a text that was filled down to the end of a column is a row each time.",
            ),
        };
        Problem::new(1, message, help)
    }
}
