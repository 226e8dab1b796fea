package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.channel.ReceiverLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything about one address, however many tasks share it; guarded by the dispatcher. */
final class Receiver {
    private final ReceiverLimits limits;
    private final ReceiverRateLimit window;
    private final List<Notification> queue = new ArrayList<>();
    private final List<NotificationBatch> batches = new ArrayList<>();
    private Instant blockedUntil = Instant.MIN;

    Receiver(ReceiverLimits limits, Instant processStart) {
        this.limits = limits;
        this.window = new ReceiverRateLimit(limits, processStart);
    }

    void add(Notification notification) {
        queue.add(notification);
    }

    void remove(Notification notification) {
        queue.remove(notification);
        batches.stream().filter(batch -> !batch.underway).forEach(batch -> batch.notifications.remove(notification));
        batches.removeIf(batch -> batch.notifications.isEmpty());
    }

    /** Returns whether nothing of it matters any more. */
    boolean forgettable(Instant now) {
        return queue.isEmpty() && batches.isEmpty() && !now.isBefore(blockedUntil) && window.empty(now);
    }

    /** Moves on as far as the time allows. */
    void step(DispatchPass round) {
        if (round.now().isBefore(blockedUntil)) {
            round.wakeAt(blockedUntil);
            for (var batch : List.copyOf(batches)) {
                if (!batch.underway && !batch.unclear) {
                    giveBack(batch);
                }
            }
            return;
        }
        List.copyOf(batches).forEach(batch -> step(batch, round));
        while (batches.size() < limits.parallel() && sendNext(round)) {
            // one more is on its way
        }
    }

    private void step(NotificationBatch batch, DispatchPass round) {
        if (!batch.underway) {
            var at = later(batch.notBefore, window.next(round.now()));
            if (round.now().isBefore(at)) {
                round.wakeAt(at);
            } else {
                send(batch, round);
            }
        }
    }

    private void send(NotificationBatch batch, DispatchPass round) {
        window.sent(round.now());
        batch.underway = true;
        round.send(this, batch);
    }

    /** Returns whether a message was made up of what waits, and leaves. */
    private boolean sendNext(DispatchPass round) {
        var ready = new ArrayList<Notification>();
        for (var notification : queue) {
            if (round.now().isBefore(notification.readyAt)) {
                round.wakeAt(notification.readyAt);
            } else {
                ready.add(notification);
            }
        }
        if (ready.isEmpty()) {
            return false;
        }
        var at = window.next(round.now());
        if (round.now().isBefore(at)) {
            round.wakeAt(at);
            return false;
        }
        var batch = NotificationBatch.of(ready, round.now());
        queue.removeAll(batch.notifications);
        batch.become(new NotificationState.Underway());
        batches.add(batch);
        send(batch, round);
        return true;
    }

    /** What was not taken waits again, before all others. */
    private void giveBack(NotificationBatch batch) {
        batch.become(new NotificationState.Waiting());
        queue.addAll(0, batch.notifications);
        batches.remove(batch);
    }

    void ended(NotificationBatch batch, NotificationState state, DispatchPass round) {
        batch.become(state);
        batch.notifications.forEach(round::changed);
        batches.remove(batch);
    }

    void again(NotificationBatch batch, Instant notBefore) {
        batch.underway = false;
        batch.notBefore = notBefore;
    }

    /** Nothing is to be sent until then; what was to be waits. */
    void blocked(NotificationBatch batch, Instant until) {
        blockedUntil = later(blockedUntil, until);
        batch.underway = false;
        giveBack(batch);
    }

    void block(Instant until) {
        blockedUntil = later(blockedUntil, until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
