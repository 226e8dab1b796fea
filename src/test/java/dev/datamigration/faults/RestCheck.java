package dev.datamigration.faults;

import dev.datamigration.faults.journal.Books;
import dev.datamigration.faults.truth.StatusEntry;
import dev.datamigration.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/** Whether nothing of the task runs when its status says so; asked past every proxy. */
final class RestCheck {
    private RestCheck() {}

    static List<String> untrue(StatusEntry entry, Books books) {
        var found = new ArrayList<String>();
        if (entry.saysThatNothingRuns()) {
            look("source", books.source(), entry, found);
            look("target", books.target(), entry, found);
        }
        return found;
    }

    private static void look(String side, TestDatabase database, StatusEntry entry, List<String> found) {
        try {
            var sessions = Leftovers.sessions(database);
            if (!sessions.isEmpty()) {
                found.add(entry.status().state() + " at " + entry.at() + " with sessions on the " + side + ": "
                        + sessions);
            }
        } catch (IllegalStateException e) {
            found.add(entry.status().state() + " at " + entry.at() + " although the " + side + " cannot be asked");
        }
    }
}
