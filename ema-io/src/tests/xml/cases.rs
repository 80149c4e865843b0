//! Tests reading real XML files, if they are available. The expected contents were determined by hand.

use ema_model::Column;

use crate::tests::wild::read;

#[test]
fn what_another_program_has_changed_in_xml_counts() {
    let Some(workbook) = read("F0_edited.xml") else {
        return;
    };
    for avail in workbook.avails() {
        let text = |column| avail.cell(column).unwrap().text();
        let columns = [Column::Start, Column::End, Column::CaptionIncluded];
        assert_eq!(
            columns.map(text),
            ["2027-03-01", "2029-12-31T23:59:59", "Yes"]
        );
        let stale = avail.stale_texts().iter();
        let stale: Vec<_> = stale
            .map(|it| (it.field.as_str(), it.text.as_str()))
            .collect();
        assert_eq!(stale, [("End", "2028-02-29")]);
    }
}
