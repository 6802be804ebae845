//! Sheets: the lesson's numbers, and on random documents what holds of every sheet.

use std::sync::Arc;

use jointly::document::sheets::{Cell, Subject, Table};
use jointly::document::{Action, Document, words};
use jointly::engine::{Dataset, Example, Experiment, Question, Shape};
use proptest::prelude::*;

use crate::reader::read;
use crate::{act, documents, known, open, smiles};

fn applied() -> Subject {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    known(&document, 3)
}

/// The records of a table of the lesson after its first round.
fn lesson(table: Table) -> Vec<String> {
    let sheet = table.sheet(&applied()).expect("it speaks");
    sheet.csv().lines().map(str::to_owned).collect()
}

#[test]
fn the_pictures_of_the_lesson() {
    assert_eq!(
        lesson(Table::Pictures),
        [
            "number,picture,label,label name,output before,output after,matched before,matched after,outcome,cause",
            "1,smile,1,smile,0,1,0,1,fixed,on-target",
            "2,frown,-1,not a smile,0,-1,0,1,fixed,on-target",
            "3,flat mouth,-1,not a smile,0,-1,0,1,fixed,on-target",
            "4,cheery smile,1,smile,0,3,0,0,missed,overshot",
        ]
    );
}

#[test]
fn the_grids_of_the_lesson() {
    let header = "row,column 1,column 2,column 3";
    assert_eq!(lesson(Table::Weights), [header, "1,0,0,0", "2,0,0,0", "3,1,-1,1", "4,-1,1,-1"]);
    assert_eq!(lesson(Table::Pixels), [header, "1,1,0,1", "2,0,0,0", "3,1,0,1", "4,0,1,0"]);
    let tests = lesson(Table::Tests);
    assert_eq!(tests.len(), 13);
    assert_eq!(tests[0], "row,column,up,stay,down,direction,promised");
    assert_eq!(tests[1], "1,1,2,0,2,tie: leave,0");
    assert_eq!(tests[2], "1,2,0,0,0,leave,0");
    assert_eq!(tests[7], "3,1,2,0,1,raise,2");
    assert_eq!(tests[8], "3,2,0,0,1,lower,1");
    assert_eq!(tests[11], "4,2,2,0,1,raise,2");
}

#[test]
fn the_changes_of_the_lesson() {
    let alone = lesson(Table::EachAlone);
    assert_eq!(alone.len(), 1 + 6 + 2);
    assert!(
        alone[0].starts_with("changes,row,column,change,smile: output,smile: matched,smile: gain,")
    );
    assert_eq!(alone[1], "alone,3,1,1,1,1,1,1,0,0,0,0,0,1,1,1,2");
    assert_eq!(alone[7], "\"each alone, added up\",,,,,3,3,,3,3,,2,2,,3,3,11");
    assert_eq!(alone[8], "all together,,,,1,1,1,-1,1,1,-1,1,1,3,0,0,3");
    let matched: Vec<String> = lesson(Table::OneByOne)[1..]
        .iter()
        .map(|record| record.split(',').nth(4).expect("a fifth field").to_owned())
        .collect();
    assert_eq!(matched, ["0", "2", "2", "0", "2", "0", "3"]);
    let pairs = lesson(Table::Pairs);
    assert_eq!(pairs.len(), 1 + 15);
    let terms = pairs[1..].iter().map(|pair| pair.rsplit(',').next().expect("a last field"));
    assert_eq!(terms.map(|term| term.parse::<f64>().expect("a number")).sum::<f64>(), -34.0);
    assert_eq!(
        lesson(Table::Ledger),
        [
            "item,gain",
            "promised,11",
            "not applied,0",
            "singles,11",
            "pairs,-34",
            "three and more,26",
            "delivered,3"
        ]
    );
}

#[test]
fn the_subsets_of_the_lesson() {
    let subsets = lesson(Table::Subsets);
    assert_eq!(subsets[0], "matched,subsets");
    assert_eq!(subsets[4..], ["3,6", "4,0"]);
    assert_eq!(
        lesson(Table::Orders),
        ["changes at once,term", "1,11", "2,-34", "3,54", "4,-48", "5,20", "6,0"]
    );
    assert_eq!(
        lesson(Table::Combinations),
        ["matched,settings", "0,256041", "1,193104", "2,69903", "3,12150", "4,243"]
    );
    let third = "0.3333333333333333";
    let five_sixths = "0.8333333333333334";
    let shares = lesson(Table::Shares);
    assert_eq!(shares[1], format!("3,1,1,{third}"));
    assert_eq!(shares[4], format!("4,1,-1,{five_sixths}"));
}

#[test]
fn at_once_in_the_lesson() {
    let found = lesson(Table::HowMany);
    assert_eq!(
        found[0],
        "moves by,error of,rounds,at once,P*,at the start,least,middle,most,draws,fell,exploded"
    );
    // From 1 to 8 lit weights, by one step and by best amounts.
    assert_eq!(found.len(), 1 + 2 * 8);
    assert!(found.contains(&"step,matches,100,8,2,4,1,1,1,10,10,0".to_owned()), "{found:#?}");
    assert!(found[16].starts_with("fitted,squared-error,100,8,2,4,,,,10,0,10"), "{found:#?}");
    let limit = lesson(Table::Limit);
    assert_eq!(
        limit[..3],
        [
            "score,step,\"each alone, added up\",together,ratio,directions,against the derivative",
            "squared-error,1,1,1,1,1,1",
            "squared-error,0.5,2,3,1.5,6,6",
        ]
    );
    assert_eq!(limit.len(), 1 + 11);
}

#[test]
fn the_log_of_the_lesson() {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    act(&mut document, Action::PlayRound);
    act(&mut document, Action::Undo);
    let log = Table::Rounds.sheet(&known(&document, 0)).expect("it speaks").csv();
    let log: Vec<&str> = log.lines().collect();
    assert_eq!(
        log[0],
        "round,moved,matched,pictures,off by,squared error,score,apply,step,promised,singles,delivered,taken back,note"
    );
    assert_eq!(log[1], "0,,0,4,4,4,,,,,,,0,start: all weights 0");
    assert_eq!(log[2], "1,6,3,4,2,4,matches,all-at-once,1,11,11,3,0,cheery smile overshot");
    assert_eq!(log[3], "2,0,3,4,2,4,matches,all-at-once,1,0,0,0,1,stuck: no single step helps");
}

#[test]
fn the_ways_of_the_lesson() {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    let forks = document.usual_forks();
    act(&mut document, Action::SetForks(Some(forks)));
    let sheet = Table::Ways.sheet(&known(&document, 0)).expect("it speaks");
    let csv = sheet.csv();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "way,apply,score,step,p,size,seed,rate,round,moved,matched,absolute error,squared error,log-loss"
    );
    assert!(
        lines[1].starts_with("1,all-at-once,matches,1,1,step,0,0.01,1,,3,2,4,"),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].starts_with("1,all-at-once,matches,1,1,step,0,0.01,2,0,3,2,4,"),
        "{}",
        lines[2]
    );
    assert!(lines[3].starts_with("2,one-at-a-time,matches,"), "{}", lines[3]);
}

#[test]
fn what_has_nothing_to_say_yet_is_not_offered() {
    let speaking = |document: &Document| -> Vec<Table> {
        let subject = known(document, 0);
        Table::ALL.iter().copied().filter(|table| table.speaks(&subject)).collect()
    };
    let mut document = smiles();
    // What may happen is known before a round.
    let before = [
        Table::Pictures,
        Table::Pixels,
        Table::Weights,
        Table::Rounds,
        Table::HowMany,
        Table::Limit,
    ];
    assert_eq!(speaking(&document), before);
    act(&mut document, Action::Note { weight: 6 });
    assert!(speaking(&document).contains(&Table::Tests));
    act(&mut document, Action::PlayRound);
    // Six changes are few: all their subsets are known, so none are drawn.
    let mut all = Table::ALL.to_vec();
    all.retain(|table| *table != Table::Sample && *table != Table::Ways);
    assert_eq!(speaking(&document), all);
    let forks = document.usual_forks();
    act(&mut document, Action::SetForks(Some(forks)));
    all.push(Table::Ways);
    assert_eq!(speaking(&document), all);
}

#[test]
fn of_too_many_subsets_some_are_drawn() {
    let shape = Shape { width: 5, height: 5 };
    let mut start = Experiment::blank(shape);
    let lit = Example { name: String::new(), label: 1.0, pixels: vec![1.0; shape.cells()].into() };
    start.dataset = Arc::new(Dataset { examples: vec![Arc::new(lit)], ..(*start.dataset).clone() });
    let mut document = open(start, Vec::new());
    act(&mut document, Action::PlayRound);
    let subject = known(&document, 0);
    for table in [Table::Subsets, Table::Orders, Table::Shares] {
        assert!(!table.speaks(&subject), "{table:?}");
    }
    let csv = Table::Sample.sheet(&subject).expect("it speaks").csv();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "matched,drawn,share of all,standard error");
    let drawn = lines[1..].iter().map(|line| line.split(',').nth(1).expect("a second field"));
    assert_eq!(
        drawn.map(|drawn| drawn.parse::<usize>().expect("a count")).sum::<usize>(),
        Question::SAMPLES
    );
    let page = words::page(&subject).expect("a round was played");
    assert!(page.contains("## Subsets of the changes, drawn at random"), "{page}");
}

#[test]
fn files_are_called_by_what_is_in_them() {
    let name = |subject: &Subject| subject.file_name("each alone");
    assert_eq!(name(&applied()), "smiles, round 1, each alone");
    assert_eq!(name(&known(&smiles(), 0)), "smiles, each alone");
}

proptest! {
    #[test]
    fn every_sheet_reads_back_as_it_is(document in documents(), example in 0..6_usize) {
        let subject = known(&document, example);
        for table in Table::ALL {
            let Some(sheet) = table.sheet(&subject) else {
                prop_assert!(!table.speaks(&subject), "{table:?}");
                continue;
            };
            prop_assert!(!sheet.rows.is_empty(), "{table:?}");
            let records = read(&sheet.csv());
            prop_assert_eq!(records.len(), sheet.rows.len() + 1);
            for (cells, record) in sheet.rows.iter().zip(&records[1..]) {
                prop_assert_eq!(cells.len(), sheet.header.len());
                prop_assert_eq!(record.len(), sheet.header.len());
                for (cell, field) in cells.iter().zip(record) {
                    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                    match cell {
                        Cell::Blank => prop_assert_eq!(field, ""),
                        Cell::Number(number) => {
                            prop_assert_eq!(field.parse::<f64>(), Ok(*number));
                        }
                        Cell::Text(text) => {
                            prop_assert!(!formula, "{field:?}");
                            let unguarded = field.strip_prefix('\'').unwrap_or(field);
                            prop_assert!(field == text || unguarded == text);
                        }
                    }
                }
            }
        }
    }
}
