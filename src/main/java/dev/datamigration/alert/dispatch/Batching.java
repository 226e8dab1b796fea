package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.message.Notice;
import java.time.Instant;
import java.util.List;

/** Decides how many of the waiting alerts fit into the next message. */
final class Batching {
    private static final double LESS = 0.9;

    private Batching() {}

    /** The first of these notifications, at least one, which go together and whose message the robot takes. */
    static List<Notification> pack(List<Notification> ready, Instant now) {
        var first = ready.get(0);
        var limits = first.channel.limits();
        var together = ready.stream().filter(first::goesWith).toList();
        var count = Math.min(together.size(), limits.maxAlerts());
        while (count > 1 && size(together.subList(0, count), together.size(), now) > limits.maxBytes()) {
            count = Math.max(1, (int) (count * LESS));
        }
        return together.subList(0, count);
    }

    private static int size(List<Notification> notifications, int waiting, Instant now) {
        List<Notice> notices =
                notifications.stream().map(notification -> notification.notice).toList();
        return notifications.get(0).channel.compose(notices, waiting, now).body().length;
    }
}
