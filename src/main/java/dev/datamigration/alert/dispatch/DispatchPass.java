package dev.datamigration.alert.dispatch;

import dev.datamigration.engine.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what one look at all robots brings about; done after it, without the dispatcher's lock. */
final class DispatchPass {
    private final Instant now;
    private final Set<TaskId> changed = new LinkedHashSet<>();
    private final List<Sending> sendings = new ArrayList<>();
    private Instant wakeAt;

    record Sending(Receiver receiver, NotificationBatch batch) {}

    DispatchPass(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void wakeAt(Instant time) {
        wakeAt = wakeAt == null || time.isBefore(wakeAt) ? time : wakeAt;
    }

    /** Null where nothing is to come of itself. */
    Instant wakeAt() {
        return wakeAt;
    }

    void changed(Notification notification) {
        changed.add(notification.task());
    }

    Set<TaskId> changed() {
        return changed;
    }

    void send(Receiver receiver, NotificationBatch batch) {
        sendings.add(new Sending(receiver, batch));
    }

    List<Sending> sendings() {
        return sendings;
    }
}
