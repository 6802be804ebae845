//! What a learner sees: everything by its role and its name.

use eframe::egui::Rect;
use eframe::egui::accesskit::Role;
use egui_kittest::Node;
use egui_kittest::kittest::{AccessKitNode, NodeT as _};

use super::Learner;

impl Learner {
    #[track_caller]
    pub fn find(&self, role: Role, name: &str) -> Node<'_> {
        match self.look_for(role, name) {
            Some(node) => node,
            None => panic!("no {role:?} {name:?} among\n{}", self.names(role).join("\n")),
        }
    }

    pub fn look_for(&self, role: Role, name: &str) -> Option<Node<'_>> {
        let nodes = self.window.root().children_recursive();
        let mut found = nodes.filter(|node| {
            let node = node.accesskit_node();
            node.role() == role && self::name(&node).as_deref() == Some(name)
        });
        let first = found.next();
        assert!(found.next().is_none(), "two {role:?} {name:?}");
        first
    }

    pub fn rect(&self, role: Role, name: &str) -> Rect {
        self.find(role, name).rect()
    }

    /// The value of a cell, as it is told to a screen reader.
    #[track_caller]
    pub fn cell(&self, name: &str) -> String {
        let value = self.find(Role::Cell, name).value();
        value.expect("a cell has a value")
    }

    /// The names of everything of this role, in order.
    pub fn names(&self, role: Role) -> Vec<String> {
        let nodes = self.window.root().children_recursive();
        let nodes = nodes.filter(|node| node.accesskit_node().role() == role);
        nodes.filter_map(|node| name(&node.accesskit_node())).collect()
    }

    /// Everything that has the keyboard's attention.
    pub fn focused(&self) -> Option<(Role, String)> {
        let mut nodes = self.window.root().children_recursive();
        let node = nodes.find(|node| node.accesskit_node().is_focused_in_tree())?;
        let node = node.accesskit_node();
        Some((node.role(), name(&node).unwrap_or_default()))
    }

    /// All that is shown, as a screen reader would read it.
    pub fn screen(&self) -> Vec<String> {
        let nodes = self.window.root().children_recursive();
        nodes.filter_map(|node| name(&node.accesskit_node())).collect()
    }

    pub fn is_shown(&self, text: &str) -> bool {
        self.screen().iter().any(|shown| shown.contains(text))
    }

    /// What a screen reader tells of now: in a grid the cell, elsewhere what has the keyboard.
    pub fn spoken(&self) -> Option<(Role, String)> {
        let mut nodes = self.window.root().children_recursive();
        let node = nodes.find(|node| node.accesskit_node().is_focused())?;
        let node = node.accesskit_node();
        Some((node.role(), name(&node).unwrap_or_default()))
    }

    #[track_caller]
    pub fn sees(&self, texts: &[&str]) {
        for text in texts {
            assert!(
                self.is_shown(text),
                "{text:?} is not shown among\n{}",
                self.screen().join("\n")
            );
        }
    }
}

/// What a node is called; of a piece of text, what it says.
pub fn name(node: &AccessKitNode<'_>) -> Option<String> {
    let text = if node.role() == Role::Label { node.value() } else { node.label() };
    // Numbers are kept together by spaces that do not break.
    let text = text?.replace('\u{a0}', " ");
    (!text.is_empty()).then_some(text)
}
