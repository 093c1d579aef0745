//! What refers to what across the course: ids are unique, prerequisites and
//! needs exist and make no circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::diagnostics::{Code, Place, Sink, did_you_mean};
use crate::course::model::{Item, ItemBody, ItemKind, Module};
use crate::course::tree::CourseTree;

/// Checks the references and takes out what cannot stay: the second of two
/// things with one id, and references to nothing.
pub(super) fn check(modules: &mut Vec<Module>, tree: &CourseTree, sink: &Sink) {
    unique_modules(modules, tree, sink);
    unique_items(modules, tree, sink);
    prerequisites(modules, tree, sink);
    needs(modules, tree, sink);
}

/// The place of `key` in a file: the first line that sets it.
fn key_place(tree: &CourseTree, file: &str, key: &str) -> Place<'static> {
    let text = tree
        .get(file)
        .and_then(|file| std::str::from_utf8(&file.bytes).ok());
    let line = text.unwrap_or("").lines().zip(1_u32..).find(|(line, _)| {
        line.trim_start()
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    });
    match line {
        Some((_, number)) => Place::Line(file.to_owned(), number),
        None => Place::file(file),
    }
}

/// The file that describes an item.
fn item_file(item: &Item) -> String {
    match item.kind() {
        ItemKind::Assignment => format!("{}/assignment.toml", item.path),
        ItemKind::Material | ItemKind::Quiz => item.path.clone(),
    }
}

fn unique_modules(modules: &mut Vec<Module>, tree: &CourseTree, sink: &Sink) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    modules.retain(|module| {
        let file = format!("{}/module.toml", module.path);
        let place = key_place(tree, &file, "id");
        match seen.get(module.id.as_str()) {
            None => {
                seen.insert(module.id.to_string(), place.to_string());
                true
            }
            Some(other) => {
                duplicate(sink, place, "module", module.id.as_str(), other);
                false
            }
        }
    });
}

fn unique_items(modules: &mut [Module], tree: &CourseTree, sink: &Sink) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for module in modules {
        module.items.retain(|item| {
            let place = key_place(tree, &item_file(item), "id");
            match seen.get(item.id.as_str()) {
                None => {
                    seen.insert(item.id.to_string(), place.to_string());
                    true
                }
                Some(other) => {
                    duplicate(sink, place, "item", item.id.as_str(), other);
                    false
                }
            }
        });
    }
}

fn duplicate(sink: &Sink, place: Place<'_>, what: &str, id: &str, other: &str) {
    let message = format!("the {what} id `{id}` is already taken by {other}");
    let hint = format!("give one of them another `id`, such as `{id}-2`");
    sink.flaw(Code::Duplicate, place, message, Some(hint));
}

fn prerequisites(modules: &mut [Module], tree: &CourseTree, sink: &Sink) {
    let ids: BTreeSet<String> = modules.iter().map(|module| module.id.to_string()).collect();
    for module in modules.iter_mut() {
        let file = format!("{}/module.toml", module.path);
        module.prerequisites.retain(|id| {
            known(
                sink,
                || key_place(tree, &file, "prerequisites"),
                "module",
                id.as_str(),
                &ids,
            )
        });
    }
    let edges = |modules: &[Module]| -> Vec<(String, Vec<String>)> {
        modules
            .iter()
            .map(|module| (module.id.to_string(), texts(&module.prerequisites)))
            .collect()
    };
    while let Some(circle) = circle(&edges(modules)) {
        for module in modules
            .iter_mut()
            .filter(|module| circle.contains(&module.id.to_string()))
        {
            let place = key_place(
                tree,
                &format!("{}/module.toml", module.path),
                "prerequisites",
            );
            let message = format!("modules wait for each other: {}", circle.join(" → "));
            sink.flaw(Code::Cycle, place, message, None);
            module
                .prerequisites
                .retain(|id| !circle.contains(&id.to_string()));
        }
    }
}

fn needs(modules: &mut [Module], tree: &CourseTree, sink: &Sink) {
    let ids: BTreeSet<String> = modules
        .iter()
        .flat_map(|module| &module.items)
        .map(|item| item.id.to_string())
        .collect();
    let edges = |modules: &[Module]| -> Vec<(String, Vec<String>)> {
        let items = modules.iter().flat_map(|module| &module.items);
        items
            .filter_map(|item| {
                item.assignment()
                    .map(|a| (item.id.to_string(), texts(&a.needs)))
            })
            .collect()
    };
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        let file = item_file(item);
        if let ItemBody::Assignment(assignment) = &mut item.body {
            assignment.needs.retain(|id| {
                known(
                    sink,
                    || key_place(tree, &file, "needs"),
                    "item",
                    id.as_str(),
                    &ids,
                )
            });
        }
    }
    while let Some(circle) = circle(&edges(modules)) {
        let on_circle = |item: &&mut Item| circle.contains(&item.id.to_string());
        for item in modules
            .iter_mut()
            .flat_map(|module| &mut module.items)
            .filter(on_circle)
        {
            let place = key_place(tree, &item_file(item), "needs");
            sink.flaw(
                Code::Cycle,
                place,
                format!("items wait for each other: {}", circle.join(" → ")),
                None,
            );
            if let ItemBody::Assignment(assignment) = &mut item.body {
                assignment
                    .needs
                    .retain(|id| !circle.contains(&id.to_string()));
            }
        }
    }
}

fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn known(
    sink: &Sink,
    place: impl Fn() -> Place<'static>,
    what: &str,
    id: &str,
    ids: &BTreeSet<String>,
) -> bool {
    let known = ids.contains(id);
    if !known {
        let hint = did_you_mean(id, ids.iter().map(String::as_str));
        sink.flaw(
            Code::UnknownReference,
            place(),
            format!("there is no {what} `{id}`"),
            hint,
        );
    }
    known
}

/// A circle in a graph, its first node repeated at the end. Nodes that only
/// lead into a circle, or out of one, are not on it.
pub(super) fn circle(edges: &[(String, Vec<String>)]) -> Option<Vec<String>> {
    let next: BTreeMap<&str, &[String]> = edges
        .iter()
        .map(|(from, to)| (from.as_str(), to.as_slice()))
        .collect();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in next.keys().copied() {
        // The path from `start`, each node with what it still has to visit:
        // no recursion, so that a long chain cannot exhaust the stack.
        let mut path = vec![(start, next.get(start)?.iter())];
        let mut on_path = BTreeSet::from([start]);
        while let Some((node, rest)) = path.last_mut() {
            let node = *node;
            match rest.next().map(String::as_str) {
                None => {
                    on_path.remove(node);
                    done.insert(node);
                    path.pop();
                }
                Some(to) if on_path.contains(to) => {
                    let names = path
                        .iter()
                        .map(|(name, _)| *name)
                        .skip_while(|name| *name != to);
                    return Some(names.chain([to]).map(str::to_owned).collect());
                }
                Some(to) => {
                    if let Some((to, edges)) =
                        next.get_key_value(to).filter(|(to, _)| !done.contains(*to))
                    {
                        on_path.insert(to);
                        path.push((to, edges.iter()));
                    }
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(list: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
        list.iter()
            .map(|(from, to)| {
                (
                    (*from).to_owned(),
                    to.iter().map(ToString::to_string).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn circles_are_found_without_what_leads_to_them() {
        assert_eq!(circle(&edges(&[("a", &["b"]), ("b", &[])])), None);
        assert_eq!(
            circle(&edges(&[("a", &["a"])])),
            Some(vec!["a".into(), "a".into()])
        );
        let found = circle(&edges(&[
            ("a", &["b"]),
            ("b", &["c"]),
            ("c", &["b", "d"]),
            ("d", &[]),
        ]));
        assert_eq!(found, Some(vec!["b".into(), "c".into(), "b".into()]));
        assert_eq!(circle(&edges(&[("a", &["gone"])])), None);
    }
}
