//! The languages that are told apart: those of the courses and their closest
//! relatives. A further one is one more table here.

mod bash;
mod c;
mod go;
mod java;
mod javascript;
mod json;
mod python;
mod rust;
mod sql;
mod toml;

use super::grammar::Grammar;

/// Every language.
pub(super) const ALL: &[&Grammar] = &[
    &bash::BASH,
    &c::C,
    &c::CPP,
    &go::GO,
    &java::JAVA,
    &javascript::JAVASCRIPT,
    &javascript::TYPESCRIPT,
    &json::JSON,
    &python::PYTHON,
    &rust::RUST,
    &sql::SQL,
    &toml::TOML,
];
