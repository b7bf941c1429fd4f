//! What a person does: counts are narrowed, entries shown, and the overview cited and kept.

use yew::Context;

use super::showing::citation;
use super::{Panel, PanelProps, Telling};
use crate::components::overview::{Deed, Period, browse};
use crate::messages::flat;
use crate::overview::csv;
use crate::overview::tally::Filter;

impl Panel {
    pub(super) fn act_on(&mut self, context: &Context<Self>, deed: Deed) {
        let tell = &context.props().tell;
        self.finish("");
        self.is_printed = deed == Deed::Print;
        match deed {
            Deed::Choose(list) => {
                self.shown = list;
                self.expanded.clear();
                self.period = Period::default();
                self.after = None;
                if self.before.take().is_some() {
                    tell.emit(Telling::Back);
                }
                self.narrow(Filter::default());
            }
            Deed::Narrow(filter) => {
                self.narrow(filter);
                let title = self.with_desk(|desk| flat(&browse::title(desk)));
                self.said = title.unwrap_or_default().into();
            }
            Deed::Browse(filter) => {
                self.browse(filter);
                tell.emit(Telling::Browsed);
            }
            Deed::Back => {
                self.step(context.props(), false);
                tell.emit(Telling::Back);
            }
            Deed::Sort(order) => (self.order, self.page) = (order, 0),
            Deed::Turn(page) => {
                self.page = page;
                self.is_moved = true;
            }
            Deed::See(period) => self.period = period,
            Deed::Expand(part) => match self.expanded.contains(&part) {
                true => self.expanded.retain(|own| *own != part),
                false => self.expanded.push(part),
            },
            Deed::Open(id) => tell.emit(Telling::Open(id)),
            Deed::Download => {
                if let Some((facts, labels)) = self.lists.get(self.shown) {
                    let text = csv::write(facts, &self.filter, &self.tally, labels);
                    tell.emit(Telling::Save(text));
                    self.finish(self.texts.downloaded().text);
                }
            }
            Deed::Copy => {
                if let Some(cite) = self.with_desk(|desk| flat(&citation(desk))) {
                    tell.emit(Telling::Copy(cite));
                }
            }
            Deed::CopyLink => tell.emit(Telling::CopyLink(self.fragment())),
            Deed::Print => self.is_to_print = true,
            Deed::Close => tell.emit(Telling::Close),
        }
    }

    /// Says what was done.
    pub(super) fn finish(&mut self, done: &'static str) {
        self.done = done;
        self.said = done.into();
    }

    fn browse(&mut self, filter: Filter) {
        self.before = Some(self.filter.clone());
        (self.is_listing, self.is_moved) = (true, true);
        self.steps += 1;
        self.narrow(filter);
    }

    /// Goes from the counts to the entries that were shown last, or from the entries back to the counts.
    pub(super) fn step(&mut self, props: &PanelProps, to_entries: bool) {
        self.finish("");
        if to_entries {
            let after = self.after.take();
            // Before the overview was opened again, they are what the script around it remembers.
            let after = after.or_else(|| self.asked(props));
            if let (None, Some(filter)) = (&self.before, after) {
                self.browse(filter);
            }
        } else if let Some(filter) = self.before.take() {
            self.after = Some(self.filter.clone());
            (self.is_listing, self.is_moved) = (false, true);
            self.steps += 1;
            self.narrow(filter);
        }
    }

    pub(super) fn narrow(&mut self, filter: Filter) {
        self.page = 0;
        if let Some((facts, _)) = self.lists.get(self.shown) {
            self.tally = facts.tally(&filter);
        }
        self.filter = filter;
    }
}
