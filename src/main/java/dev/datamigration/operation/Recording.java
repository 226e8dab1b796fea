package dev.datamigration.operation;

import dev.datamigration.api.MigrationTask;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws up the list of selected tasks, which is recorded before anything is done, and is all that a dry run does. */
final class Recording {
    private final Seen seen;
    private final Progress qualified;

    private Recording(Seen seen) {
        this.seen = seen;
        this.qualified = seen.spec().dryRun() ? Progress.Supported : Progress.Pending;
    }

    /** One entry for each task, by name. */
    static List<Entry> of(Seen seen) {
        return new Recording(seen).entries();
    }

    private List<Entry> entries() {
        var selection = new Selection(seen.spec());
        var names = new TreeSet<>(selection.names());
        seen.tasks().forEach((name, task) -> {
            if (selection.means(name, task.getMetadata().getLabels())) {
                names.add(name);
            }
        });
        var entries = names.stream().map(this::entry).toList();
        return Waves.divide(entries, seen.spec().waves(), labels(names));
    }

    private Map<String, Map<String, String>> labels(TreeSet<String> names) {
        return names.stream()
                .map(seen.tasks()::get)
                .filter(task -> task != null && task.getMetadata().getLabels() != null)
                .collect(Collectors.toMap(
                        task -> task.getMetadata().getName(),
                        task -> task.getMetadata().getLabels()));
    }

    private Entry entry(String name) {
        var task = seen.tasks().get(name);
        return task == null
                ? new Entry(name, null, 0, Progress.Unsupported, Reason.NotFound, notFound(name), null, 0)
                : entry(task);
    }

    private Entry qualifying(Entry entry, MigrationTask task) {
        return seen.spec().dryRun()
                ? entry.to(
                        qualified,
                        Reason.Supported,
                        QualifiedNote.of(seen.spec().operation(), task))
                : entry;
    }

    private String notFound(String name) {
        return "no MigrationTask " + name + " in namespace "
                + seen.batch().getMetadata().getNamespace();
    }

    private Entry entry(MigrationTask task) {
        var name = task.getMetadata().getName();
        var uid = task.getMetadata().getUid();
        var entry = new Entry(name, uid, 0, qualified, Reason.Waiting, null, Seen.latest(task), 0);
        var blocker = seen.blocker().apply(name);
        if (blocker.isPresent() && !seen.spec().dryRun()) {
            return entry.to(Progress.Pending, Reason.WaitingForOther, Schedule.waitsFor(blocker.get()));
        }
        return seen.eligibility()
                .obstacle(task)
                .map(obstacle -> entry.to(Progress.Unsupported, obstacle.reason(), obstacle.message()))
                .orElseGet(() -> qualifying(entry, task));
    }
}
