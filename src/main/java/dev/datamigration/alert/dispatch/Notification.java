package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.message.Notice;
import dev.datamigration.engine.TaskId;
import java.time.Instant;

/** One alert on its way; guarded by the dispatcher. */
final class Notification {
    final Notice notice;
    final Channel channel;
    final Instant readyAt;
    NotificationState state = new NotificationState.Waiting();

    /** @param readyAt until then others may join it in one message */
    Notification(Notice notice, Channel channel, Instant readyAt) {
        this.notice = notice;
        this.channel = channel;
        this.readyAt = readyAt;
    }

    TaskId task() {
        return notice.task();
    }

    long number() {
        return notice.alert().number();
    }

    /** Returns whether both can be in one message. */
    boolean goesWith(Notification other) {
        return channel.equals(other.channel) && notice.language() == other.notice.language();
    }
}
