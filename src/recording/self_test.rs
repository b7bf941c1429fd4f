//! The search of the page, tested by whoever relies on it, as `sanctions-lookup self-test` does.

use check_record::RecordError;
use self_test::{Tally, run};
use serde_json::Value;

use super::desk::Desk;
use super::sheet::test::{self, Test};

impl Desk {
    /// Disguises names of the lists, searches them, and gives the sheet of what was found. `made_at` is now, RFC 3339 in
    /// UTC; `on_try` hears how many names were searched.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] for a time that is none.
    pub fn self_test(
        &mut self,
        test: &Test,
        made_at: &str,
        on_try: &dyn Fn(u64),
    ) -> Result<Value, RecordError> {
        self.judge(made_at)?;
        let mut tally = Tally::default();
        run(self.lists().indexes, test.seed, test.most, |one| {
            tally.add(one);
            on_try(tally.all.tried.into());
        });
        Ok(test::of_test(
            test,
            made_at,
            (&self.listed(), &self.engine()),
            &tally,
        ))
    }
}
