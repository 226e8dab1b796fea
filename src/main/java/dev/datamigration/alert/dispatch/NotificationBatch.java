package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.HttpCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts that leave in one message; guarded by the dispatcher. */
final class NotificationBatch {
    final List<Notification> notifications;
    /** The number of alerts that waited for the same robot when this was made up. */
    final int waiting;

    boolean underway;
    int attempts;
    /** True where an earlier attempt may have been taken. */
    boolean unclear;

    Instant notBefore = Instant.MIN;

    NotificationBatch(List<Notification> notifications, int waiting) {
        this.notifications = new ArrayList<>(notifications);
        this.waiting = waiting;
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

    void become(NotificationState state) {
        notifications.forEach(notification -> notification.state = state);
    }
}
