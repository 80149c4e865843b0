//! Tests copying real workbooks.

use super::super::corpus;
use super::*;

/// Returns an annotation for every tenth cell and for a missing cell, and a change to every seventh cell.
fn edits(cells: &BTreeMap<(String, u32, u32), String>) -> (Vec<Annotation>, Vec<CellChange>) {
    let places = || {
        cells
            .keys()
            .map(|(sheet, row, column)| (sheet, *row, u16::try_from(*column).unwrap()))
    };
    let remarks = places().step_by(10).flat_map(|(sheet, row, column)| {
        [
            remark(sheet, row, column),
            remark(sheet, row + 1, column + 1),
        ]
    });
    let changes = places()
        .step_by(7)
        .map(|(sheet, row, column)| change(sheet, (row, column), "Something else"));
    (remarks.collect(), changes.collect())
}

#[test]
fn real_workbooks_keep_what_is_not_named() {
    for path in corpus::files("xlsx") {
        let name = path.display();
        let bytes = std::fs::read(&path).unwrap();
        let before = cells(bytes.clone());
        let (remarks, changes) = edits(&before);
        let copying = WorkbookCopy::new()
            .annotate(remarks.clone())
            .change(changes.clone());
        let (copied, said) = copy(&copying, bytes.clone());

        let mut model = before.clone();
        for change in &changes {
            let cell = &change.cell;
            if said.unchanged.iter().all(|it| it.cell != *cell) {
                let key = (cell.sheet.to_string(), cell.row, u32::from(cell.column));
                model.insert(key, "Text(\"Something else\")".to_owned());
            }
        }
        assert_eq!(said.changed + said.unchanged.len(), changes.len(), "{name}");
        assert!(said.changed > 0, "{name}");
        assert_eq!(cells(copied.clone()), model, "{name}");

        let (old, new) = (packed(&bytes), unpacked(&copied));
        let order = packed(&copied);
        let kept = |name: &str| old.iter().any(|(other, _)| other == name);
        let order: Vec<&str> = order.iter().map(|(name, _)| name.as_str()).collect();
        let order: Vec<&str> = order.into_iter().filter(|name| kept(name)).collect();
        let names: Vec<&str> = old.iter().map(|(name, _)| name.as_str()).collect();
        let names: Vec<&str> = names
            .into_iter()
            .filter(|name| *name != "xl/calcChain.xml" || new.contains_key(*name))
            .collect();
        assert_eq!(order, names);
        for (part, content) in unpacked(&bytes) {
            let may_change = [
                "worksheets/",
                "comments",
                "vmlDrawing",
                "workbook.xml",
                "styles",
                "[Content",
                "calcChain",
            ];
            if !may_change.iter().any(|name| part.contains(name)) {
                assert!(new[&part] == content, "{name}: {part}");
            }
        }

        let again = copy(
            &WorkbookCopy::new().annotate(remarks.clone()),
            copied.clone(),
        )
        .0;
        let twice = copy(&WorkbookCopy::new().annotate(remarks), again.clone()).0;
        assert_eq!(differing(&twice, &again), [""; 0], "{name}");
        assert!(twice == again, "{name}");
    }
}

/// After the annotations are removed from a copy, every cell has its original format again.
#[test]
fn real_workbooks_get_their_formats_back() {
    for path in corpus::files("xlsx") {
        let bytes = std::fs::read(&path).unwrap();
        let before = cells(bytes.clone());
        let places = before.keys().step_by(3);
        let remarks =
            places.map(|(sheet, row, column)| remark(sheet, *row, u16::try_from(*column).unwrap()));
        let shown = annotated(bytes.clone(), remarks.collect());
        let back = annotated(shown, Vec::new());
        let (old, new) = (unpacked(&bytes), unpacked(&back));
        let (old_looks, new_looks) = (looks(&old), looks(&new));
        let mut compared = 0;
        for (part, content) in old
            .iter()
            .filter(|(part, _)| part.starts_with("xl/worksheets/sheet"))
        {
            let (was, is) = (formats(content), formats(&new[part]));
            for (at, format) in &was {
                compared += 1;
                let (was, is) = (&old_looks[*format], &new_looks[is[at]]);
                assert_eq!(was, is, "{}: {part} {at}", path.display());
            }
        }
        assert!(compared > 0);
    }
}

/// Returns each cell format, together with its fill.
fn looks(parts: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let styles = String::from_utf8_lossy(&parts["xl/styles.xml"]).replace('\n', "");
    let list = |name: &str, item: &str| {
        let (_, rest) = styles.split_once(&format!("<{name}")).unwrap();
        let (list, _) = rest.split_once(&format!("</{name}>")).unwrap();
        let start = format!("<{item}");
        let items = list.split(&start).skip(1);
        items.map(str::to_owned).collect::<Vec<_>>()
    };
    let fills = list("fills", "fill>");
    let look = |format: &String| {
        let (before, rest) = format.split_once("fillId=\"").unwrap_or((format, "0\""));
        let (fill, after) = rest.split_once('"').unwrap();
        let fill = &fills[fill.parse::<usize>().unwrap()];
        let format = format!("{before}{after}");
        let format = format.replace(" applyFill=\"1\"", "").replace("  ", " ");
        format!("{format} {fill}")
    };
    list("cellXfs", "xf ").iter().map(look).collect()
}

/// Returns the format number of each filled cell.
fn formats(sheet: &[u8]) -> BTreeMap<String, usize> {
    let text = String::from_utf8_lossy(sheet);
    let cells = text.split("<c ").skip(1).filter_map(|cell| {
        let (tag, inside) = cell.split_once('>')?;
        let value = |name: &str| {
            let (_, rest) = tag.split_once(&format!("{name}=\""))?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        let holds = !tag.ends_with('/') && inside.contains("<v>");
        holds.then(|| Some((value("r")?, value("s").map_or(0, |it| it.parse().unwrap()))))?
    });
    cells.collect()
}
