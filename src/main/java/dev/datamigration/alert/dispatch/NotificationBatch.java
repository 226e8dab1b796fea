package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.NotificationState;
import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.HttpCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts that leave in one message; guarded by their office. */
final class NotificationBatch {
    final List<Notification> notifications;
    /** How many alerts waited for the same robot when this was made up. */
    final int waiting;
    /** Until then its letters are waited for. */
    final Instant deadline;

    /** Whether it waits for no letter any more. */
    boolean complete;

    boolean underway;
    int attempts;
    /** Whether an earlier attempt may have been taken. */
    boolean unclear;

    Instant notBefore = Instant.MIN;

    NotificationBatch(List<Notification> notifications, int waiting, Instant deadline) {
        this.notifications = new ArrayList<>(notifications);
        this.waiting = waiting;
        this.deadline = deadline;
    }

    Channel channel() {
        return notifications.get(0).channel;
    }

    HttpCall compose(Instant now) {
        return channel()
                .compose(
                        notifications.stream()
                                .map(notification -> notification.notice)
                                .toList(),
                        waiting,
                        now);
    }

    boolean armed() {
        return notifications.stream().allMatch(notification -> notification.armed);
    }

    void become(NotificationState state) {
        notifications.forEach(notification -> notification.state = state);
    }
}
