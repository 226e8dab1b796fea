package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.HttpCall;
import dev.datamigration.alert.message.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts that leave in one message; guarded by the dispatcher. */
final class NotificationBatch {
    private static final double LESS = 0.9;

    final List<Notification> notifications;
    /** The number of alerts that waited for the same robot when this was made up. */
    final int waiting;

    boolean underway;
    int attempts;
    /** True where an earlier attempt may have been taken. */
    boolean unclear;

    Instant notBefore = Instant.MIN;

    private NotificationBatch(List<Notification> notifications, int waiting) {
        this.notifications = new ArrayList<>(notifications);
        this.waiting = waiting;
    }

    /** The first of these notifications, at least one, which go together and whose message the robot takes. */
    static NotificationBatch of(List<Notification> ready, Instant now) {
        var first = ready.get(0);
        var limits = first.channel.limits();
        var together = ready.stream().filter(first::goesWith).toList();
        var count = Math.min(together.size(), limits.maxAlerts());
        while (count > 1 && size(together.subList(0, count), together.size(), now) > limits.maxBytes()) {
            count = Math.max(1, (int) (count * LESS));
        }
        return new NotificationBatch(together.subList(0, count), together.size());
    }

    private static int size(List<Notification> notifications, int waiting, Instant now) {
        return compose(notifications, waiting, now).body().length;
    }

    Channel channel() {
        return notifications.get(0).channel;
    }

    HttpCall compose(Instant now) {
        return compose(notifications, waiting, now);
    }

    private static HttpCall compose(List<Notification> notifications, int waiting, Instant now) {
        List<Notice> notices =
                notifications.stream().map(notification -> notification.notice).toList();
        return notifications.get(0).channel.compose(notices, waiting, now);
    }

    void become(NotificationState state) {
        notifications.forEach(notification -> notification.state = state);
    }
}
