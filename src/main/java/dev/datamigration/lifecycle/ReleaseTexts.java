package dev.datamigration.lifecycle;

import dev.datamigration.lifecycle.Outcome.LetGo;
import dev.datamigration.lifecycle.Outcome.ReleaseBlocked;
import java.util.List;

/** How the release of what a task holds is told. */
final class ReleaseTexts {
    private ReleaseTexts() {}

    static String blocked(ReleaseBlocked blocked) {
        return "cannot release yet, trying again" + RetryTexts.times(blocked.tries()) + ": "
                + blocked.failure().message() + " — " + blocked.failure().remedy() + ". Still held: "
                + list(blocked.leftBehind());
    }

    static List<TaskEvent> letGo(LetGo go) {
        return go.leftBehind().isEmpty()
                ? List.of()
                : List.of(new TaskEvent(
                        EventReason.ReleaseAbandoned,
                        "deleted without releasing, because a database could not be reached in time. Remove by hand: "
                                + list(go.leftBehind())));
    }

    private static String list(List<String> leftBehind) {
        return leftBehind.isEmpty() ? "unknown" : String.join("; ", leftBehind);
    }
}
