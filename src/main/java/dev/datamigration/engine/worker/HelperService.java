package dev.datamigration.engine.worker;

import dev.datamigration.engine.wire.Protocol;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.help.Engagement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Says what this process helps the leading worker of its task with: one engagement at a time, for as long as it hears of it. */
final class HelperService implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HelperService.class);
    private static final long EXPIRY_NANOS = TimeUnit.MILLISECONDS.toNanos(Protocol.ENGAGEMENT_EXPIRY_MILLIS);
    private static final int REMEMBERED = 16;

    private final String taskUid;
    private final LongSupplier nanoClock;
    private final Deque<String> dismissed = new ArrayDeque<>();
    private final ScheduledExecutorService clock = OwnedThreads.scheduled("help-expiry", 1, this::expiryEnded);
    private HelperEngagement current;
    private long heardAt;

    /** @param taskUid of the one task that is served, or null where any is */
    HelperService(String taskUid) {
        this(taskUid, System::nanoTime);
        clock.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS);
    }

    HelperService(String taskUid, LongSupplier nanoClock) {
        this.taskUid = taskUid;
        this.nanoClock = nanoClock;
    }

    /** Says what became of an engagement. */
    enum Reception {
        Accepted,
        /** A later one came before, or it was ended. */
        Refused,
        /** It is of another task. */
        Misdirected
    }

    synchronized Reception engage(Engagement wanted) {
        if (taskUid != null && !taskUid.equals(wanted.taskUid())) {
            return Reception.Misdirected;
        }
        if (dismissed.contains(wanted.id()) || (current != null && current.isNewerThan(wanted))) {
            return Reception.Refused;
        }
        if (current != null && current.id().equals(wanted.id())) {
            current.update(wanted);
        } else {
            breakOff();
            current = new HelperEngagement(wanted);
        }
        heardAt = nanoClock.getAsLong();
        return Reception.Accepted;
    }

    /** Empty unless that is what this process is engaged for. */
    synchronized Optional<HelperEngagement> assistance(String id) {
        return Optional.ofNullable(current).filter(assistance -> assistance.id().equals(id));
    }

    /** Ends it for good. */
    synchronized void dismiss(String id) {
        if (dismissed.size() == REMEMBERED) {
            dismissed.removeFirst();
        }
        dismissed.addLast(id);
        breakOff(id);
    }

    /** Ends what is under way; it begins anew when the leading worker is heard of again. */
    synchronized void breakOff(String id) {
        if (current != null && current.id().equals(id)) {
            breakOff();
        }
    }

    /** What nobody ends any more must not go on. */
    private void expiryEnded(Throwable error) {
        LOG.error("Unexpected error while looking whether help is still wanted", error);
        synchronized (this) {
            breakOff();
        }
        clock.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS);
    }

    synchronized void expire() {
        if (current != null && nanoClock.getAsLong() - heardAt > EXPIRY_NANOS) {
            breakOff();
        }
    }

    private void breakOff() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        breakOff();
    }
}
