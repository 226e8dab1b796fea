package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.ChannelResponse;
import dev.datamigration.alert.channel.DeliveryResult;
import dev.datamigration.alert.channel.WebAddress;
import dev.datamigration.alert.dispatch.DispatchPass.Sending;
import dev.datamigration.alert.message.Notice;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.engine.TaskId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Takes alerts on and gets them out, as their robots allow. Whoever submits one has written it into the task's status
 * before: what is lost with this process is submitted again by the next one.
 */
public final class AlertDispatcher {
    private static final Logger LOG = Logger.getLogger(AlertDispatcher.class);

    private final HttpTransport wire;
    private final RetryPolicy attempts;
    private final Clock clock;
    private final WakeUp alarm;
    private final Map<WebAddress, Receiver> receivers = new LinkedHashMap<>();
    private final Map<TaskId, Map<Long, Notification>> notifications = new HashMap<>();
    private final List<Consumer<TaskId>> listeners = new CopyOnWriteArrayList<>();
    private Instant wakeAt;
    /** Since when this process sends: a replica that takes over begins then. */
    private Instant started;

    public AlertDispatcher(HttpTransport wire, RetryPolicy attempts, Clock clock, WakeUp alarm) {
        this.wire = wire;
        this.attempts = attempts;
        this.clock = clock;
        this.alarm = alarm;
    }

    /** Told of each task with an alert that has come to another state. */
    public void onChange(Consumer<TaskId> listener) {
        listeners.add(listener);
    }

    /** Returns where the alerts of a task are that this process has taken on, by their numbers. */
    public synchronized Map<Long, NotificationState> notifications(TaskId task) {
        var states = new HashMap<Long, NotificationState>();
        notifications
                .getOrDefault(task, Map.of())
                .forEach((number, notification) -> states.put(number, notification.state));
        return states;
    }

    /** Takes an alert on. */
    public void submit(Notice notice, Channel channel) {
        synchronized (this) {
            started = started == null ? clock.instant() : started;
            var notification = new Notification(notice, channel, clock.instant().plus(attempts.gather()));
            if (notifications
                            .computeIfAbsent(notice.task(), unknown -> new HashMap<>())
                            .putIfAbsent(notification.number(), notification)
                    != null) {
                return;
            }
            receivers
                    .computeIfAbsent(channel.address(), unknown -> new Receiver(channel.limits(), started))
                    .add(notification);
        }
        work();
    }

    /** Notes that an alert cannot be sent at all, for instance for want of an address. */
    public void refuse(Notice notice, String why) {
        synchronized (this) {
            var notification = new Notification(notice, null, clock.instant());
            notification.state = new NotificationState.Failed(clock.instant(), why);
            notifications
                    .computeIfAbsent(notice.task(), unknown -> new HashMap<>())
                    .put(notification.number(), notification);
        }
        tell(Set.of(notice.task()));
    }

    /**
     * Forgets the alerts of a task of which its status says what became of them. One that waits is withdrawn; one that is
     * leaving stays until a status says that it has left.
     *
     * @param written what the status says of each alert that it knows, by its number
     */
    public synchronized void forgetTold(TaskId task, Map<Long, AlertSending> written) {
        forget(task, notification -> {
            var told = written.get(notification.number());
            return told == null || notification.state.told(told);
        });
    }

    /** Forgets all alerts of a task that is gone; what is leaving leaves. */
    public synchronized void forget(TaskId task) {
        forget(task, notification -> true);
    }

    private void forget(TaskId task, Predicate<Notification> which) {
        var known = notifications.getOrDefault(task, Map.of());
        for (var notification : known.values().stream().filter(which).toList()) {
            known.remove(notification.number());
            if (notification.channel != null && receivers.containsKey(notification.channel.address())) {
                receivers.get(notification.channel.address()).remove(notification);
            }
        }
        if (known.isEmpty()) {
            notifications.remove(task);
        }
    }

    private void work() {
        var round = new DispatchPass(clock.instant());
        synchronized (this) {
            if (wakeAt != null && !round.now().isBefore(wakeAt)) {
                wakeAt = null;
            }
            receivers.values().forEach(receiver -> receiver.step(round));
            receivers.values().removeIf(receiver -> receiver.forgettable(round.now()));
        }
        after(round);
    }

    private void after(DispatchPass round) {
        var wake = false;
        synchronized (this) {
            if (round.wakeAt() != null && (wakeAt == null || round.wakeAt().isBefore(wakeAt))) {
                wakeAt = round.wakeAt();
                wake = true;
            }
        }
        if (wake) {
            alarm.at(round.wakeAt(), this::work);
        }
        round.sendings().forEach(this::send);
        tell(round.changed());
    }

    private void send(Sending sending) {
        post(sending.batch())
                .exceptionally(defect -> new ChannelResponse.Unanswered("sending broke off"))
                .thenAccept(answer -> answered(sending, answer))
                .exceptionally(defect -> {
                    LOG.error("An answer to an alert could not be dealt with", defect);
                    return null;
                });
    }

    private CompletionStage<ChannelResponse> post(NotificationBatch batch) {
        try {
            return wire.post(batch.compose(clock.instant()));
        } catch (RuntimeException e) {
            LOG.error("An alert could not be put into words", e);
            return CompletableFuture.completedFuture(
                    new ChannelResponse.Forbidden("it could not be put into words, see the operator's log"));
        }
    }

    private void answered(Sending sending, ChannelResponse answer) {
        var round = new DispatchPass(clock.instant());
        synchronized (this) {
            judge(sending.receiver(), sending.batch(), answer, round);
        }
        after(round);
        work();
    }

    private void judge(Receiver receiver, NotificationBatch batch, ChannelResponse answer, DispatchPass round) {
        var verdict = batch.channel().judge(answer);
        if (verdict instanceof DeliveryResult.Accepted) {
            receiver.ended(batch, new NotificationState.Sent(round.now()), round);
        } else if (verdict instanceof DeliveryResult.TooMany later) {
            tooMany(receiver, batch, later, round);
        } else if (verdict instanceof DeliveryResult.Refused refused) {
            receiver.ended(batch, failed(batch, refused.why(), round), round);
        } else if (verdict instanceof DeliveryResult.Busy busy) {
            again(receiver, batch, busy.why(), round);
        } else if (verdict instanceof DeliveryResult.Unclear unclear) {
            batch.unclear = true;
            again(receiver, batch, unclear.why(), round);
        }
    }

    private static void tooMany(
            Receiver receiver, NotificationBatch batch, DeliveryResult.TooMany later, DispatchPass round) {
        var until = round.now().plus(later.pause());
        if (batch.unclear) {
            receiver.block(until);
            receiver.ended(batch, failed(batch, later.why(), round), round);
        } else {
            receiver.blocked(batch, until);
        }
    }

    private void again(Receiver receiver, NotificationBatch batch, String why, DispatchPass round) {
        batch.attempts++;
        if (batch.attempts > attempts.retries()) {
            receiver.ended(batch, failed(batch, why + ", after " + batch.attempts + " attempts", round), round);
        } else {
            receiver.again(batch, round.now().plus(attempts.pause(batch.attempts)));
        }
    }

    private static NotificationState failed(NotificationBatch batch, String why, DispatchPass round) {
        return batch.unclear
                ? new NotificationState.Unclear(round.now(), why)
                : new NotificationState.Failed(round.now(), why);
    }

    private void tell(Set<TaskId> changed) {
        for (var task : new ArrayList<>(changed)) {
            listeners.forEach(listener -> listener.accept(task));
        }
    }
}
