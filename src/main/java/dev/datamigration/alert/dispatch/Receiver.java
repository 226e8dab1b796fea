package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.NotificationState;
import dev.datamigration.alert.channel.ReceiverLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything about one address, however many tasks share it; guarded by its office. */
final class Receiver {
    /** So long a claimed alert is waited for until its task's status says so; after that the others leave without it. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

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

    /** Whether nothing of it matters any more. */
    boolean forgettable(Instant now) {
        return queue.isEmpty() && batches.isEmpty() && !now.isBefore(blockedUntil) && window.empty(now);
    }

    /** Moves on as far as the time allows. */
    void step(DispatchPass round) {
        if (round.now().isBefore(blockedUntil)) {
            round.wakeAt(blockedUntil);
            for (var batch : List.copyOf(batches)) {
                if (!batch.underway && !batch.unclear) {
                    giveBack(batch, batch.notifications, round);
                }
            }
            return;
        }
        List.copyOf(batches).forEach(batch -> step(batch, round));
        while (batches.size() < limits.parallel() && claim(round)) {
            // one more is on its way
        }
    }

    private void step(NotificationBatch batch, DispatchPass round) {
        if (batch.underway || !(batch.complete || complete(batch, round))) {
            return;
        }
        var at = later(batch.notBefore, window.next(round.now()));
        if (round.now().isBefore(at)) {
            round.wakeAt(at);
            return;
        }
        window.sent(round.now());
        batch.underway = true;
        round.send(this, batch);
    }

    private boolean complete(NotificationBatch batch, DispatchPass round) {
        if (!batch.armed() && round.now().isBefore(batch.deadline)) {
            round.wakeAt(batch.deadline);
            return false;
        }
        giveBack(
                batch,
                batch.notifications.stream()
                        .filter(notification -> !notification.armed)
                        .toList(),
                round);
        batch.complete = true;
        batch.become(new NotificationState.Underway());
        return batches.contains(batch);
    }

    /** Whether a message was made up. */
    private boolean claim(DispatchPass round) {
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
        var notifications = Batching.pack(ready, round.now());
        var waiting =
                (int) ready.stream().filter(notifications.get(0)::goesWith).count();
        var batch = new NotificationBatch(notifications, waiting, round.now().plus(PATIENCE));
        queue.removeAll(batch.notifications);
        batch.become(new NotificationState.Claimed());
        batch.notifications.forEach(round::changed);
        batches.add(batch);
        round.wakeAt(batch.deadline);
        return true;
    }

    /** Letters wait again, before all others. */
    private void giveBack(NotificationBatch batch, List<Notification> notifications, DispatchPass round) {
        var back = List.copyOf(notifications);
        back.forEach(notification -> {
            notification.wait(new NotificationState.Waiting());
            round.changed(notification);
        });
        queue.addAll(0, back);
        batch.notifications.removeAll(back);
        if (batch.notifications.isEmpty()) {
            batches.remove(batch);
        }
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
    void blocked(NotificationBatch batch, Instant until, DispatchPass round) {
        blockedUntil = later(blockedUntil, until);
        batch.underway = false;
        giveBack(batch, batch.notifications, round);
    }

    void block(Instant until) {
        blockedUntil = later(blockedUntil, until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
