package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.LetterState;
import dev.datamigration.alert.channel.Answer;
import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.Verdict;
import dev.datamigration.alert.channel.WebAddress;
import dev.datamigration.alert.dispatch.Round.Sending;
import dev.datamigration.alert.message.Notice;
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
import org.jboss.logging.Logger;

/**
 * Takes alerts on and gets them out, as their robots allow. Nothing leaves before {@link #arm} says that the task's
 * status shows it as {@code Sending}.
 */
public final class AlertOffice {
    private static final Logger LOG = Logger.getLogger(AlertOffice.class);

    private final Wire wire;
    private final Attempts attempts;
    private final Clock clock;
    private final Alarm alarm;
    private final Map<WebAddress, Robot> robots = new LinkedHashMap<>();
    private final Map<TaskId, Map<Long, Letter>> letters = new HashMap<>();
    private final List<Consumer<TaskId>> listeners = new CopyOnWriteArrayList<>();
    private Instant wakeAt;
    /** Since when this process sends: a replica that takes over begins then. */
    private Instant started;

    public AlertOffice(Wire wire, Attempts attempts, Clock clock, Alarm alarm) {
        this.wire = wire;
        this.attempts = attempts;
        this.clock = clock;
        this.alarm = alarm;
    }

    /** Told of each task with an alert that has come to another state. */
    public void onChange(Consumer<TaskId> listener) {
        listeners.add(listener);
    }

    /** Where the alerts of a task are that this process has taken on, by their numbers. */
    public synchronized Map<Long, LetterState> letters(TaskId task) {
        var states = new HashMap<Long, LetterState>();
        letters.getOrDefault(task, Map.of()).forEach((number, letter) -> states.put(number, letter.state));
        return states;
    }

    /** Takes an alert on. */
    public void submit(Notice notice, Channel channel) {
        synchronized (this) {
            started = started == null ? clock.instant() : started;
            var letter = new Letter(notice, channel, clock.instant().plus(attempts.gather()));
            if (letters.computeIfAbsent(notice.task(), unknown -> new HashMap<>())
                            .putIfAbsent(letter.number(), letter)
                    != null) {
                return;
            }
            robots.computeIfAbsent(channel.address(), unknown -> new Robot(channel.limits(), started))
                    .add(letter);
        }
        work();
    }

    /** Notes that an alert cannot be sent at all, for instance for want of an address. */
    public void refuse(Notice notice, String why) {
        synchronized (this) {
            var letter = new Letter(notice, null, clock.instant());
            letter.state = new LetterState.Failed(clock.instant(), why);
            letters.computeIfAbsent(notice.task(), unknown -> new HashMap<>()).put(letter.number(), letter);
        }
        tell(Set.of(notice.task()));
    }

    /** The task's status says that this alert is being sent: it may leave. */
    public void arm(TaskId task, long number) {
        synchronized (this) {
            var letter = letters.getOrDefault(task, Map.of()).get(number);
            if (letter == null || !(letter.state instanceof LetterState.Claimed) || letter.armed) {
                return;
            }
            letter.armed = true;
        }
        work();
    }

    /** Forgets all alerts of a task but these. */
    public synchronized void keepOnly(TaskId task, Set<Long> numbers) {
        var known = letters.get(task);
        if (known == null) {
            return;
        }
        var gone = known.values().stream()
                .filter(letter -> !numbers.contains(letter.number()))
                .toList();
        for (var letter : gone) {
            known.remove(letter.number());
            if (letter.channel != null && robots.containsKey(letter.channel.address())) {
                robots.get(letter.channel.address()).remove(letter);
            }
        }
        if (known.isEmpty()) {
            letters.remove(task);
        }
    }

    private void work() {
        var round = new Round(clock.instant());
        synchronized (this) {
            if (wakeAt != null && !round.now().isBefore(wakeAt)) {
                wakeAt = null;
            }
            robots.values().forEach(robot -> robot.step(round));
            robots.values().removeIf(robot -> robot.forgettable(round.now()));
        }
        after(round);
    }

    private void after(Round round) {
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
        post(sending.parcel())
                .exceptionally(defect -> new Answer.Unanswered("sending broke off"))
                .thenAccept(answer -> answered(sending, answer))
                .exceptionally(defect -> {
                    LOG.error("An answer to an alert could not be dealt with", defect);
                    return null;
                });
    }

    private CompletionStage<Answer> post(Parcel parcel) {
        try {
            return wire.post(parcel.compose(clock.instant()));
        } catch (RuntimeException e) {
            LOG.error("An alert could not be put into words", e);
            return CompletableFuture.completedFuture(
                    new Answer.Forbidden("it could not be put into words, see the operator's log"));
        }
    }

    private void answered(Sending sending, Answer answer) {
        var round = new Round(clock.instant());
        synchronized (this) {
            judge(sending.robot(), sending.parcel(), answer, round);
        }
        after(round);
        work();
    }

    private void judge(Robot robot, Parcel parcel, Answer answer, Round round) {
        var verdict = parcel.channel().judge(answer);
        if (verdict instanceof Verdict.Accepted) {
            robot.ended(parcel, new LetterState.Sent(round.now()), round);
        } else if (verdict instanceof Verdict.TooMany later) {
            tooMany(robot, parcel, later, round);
        } else if (verdict instanceof Verdict.Refused refused) {
            robot.ended(parcel, failed(parcel, refused.why(), round), round);
        } else if (verdict instanceof Verdict.Busy busy) {
            again(robot, parcel, busy.why(), round);
        } else if (verdict instanceof Verdict.Unclear unclear) {
            parcel.unclear = true;
            again(robot, parcel, unclear.why(), round);
        }
    }

    private static void tooMany(Robot robot, Parcel parcel, Verdict.TooMany later, Round round) {
        var until = round.now().plus(later.pause());
        if (parcel.unclear) {
            robot.block(until);
            robot.ended(parcel, failed(parcel, later.why(), round), round);
        } else {
            robot.blocked(parcel, until, round);
        }
    }

    private void again(Robot robot, Parcel parcel, String why, Round round) {
        parcel.attempts++;
        if (parcel.attempts > attempts.retries()) {
            robot.ended(parcel, failed(parcel, why + ", after " + parcel.attempts + " attempts", round), round);
        } else {
            robot.again(parcel, round.now().plus(attempts.pause(parcel.attempts)));
        }
    }

    private static LetterState failed(Parcel parcel, String why, Round round) {
        return parcel.unclear ? new LetterState.Unclear(round.now(), why) : new LetterState.Failed(round.now(), why);
    }

    private void tell(Set<TaskId> changed) {
        for (var task : new ArrayList<>(changed)) {
            listeners.forEach(listener -> listener.accept(task));
        }
    }
}
