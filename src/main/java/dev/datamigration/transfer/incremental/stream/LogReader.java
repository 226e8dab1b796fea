package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Fills the queue from the log. A thread of its own, so that the source hears from us even while the target keeps the
 * apply waiting.
 */
final class LogReader implements Runnable {
    private static final long IDLE_MILLIS = 100;
    private static final long FULL_MILLIS = 500;

    /** What is handed over at once, so that the thread that applies is not woken for each message. */
    private static final int MOST_AT_ONCE = 500;

    private static final long BYTES_AT_ONCE = 64 * 1024;

    private final LogStream stream;
    private final ResumePoint resume;
    private final ReceivedQueue queue;
    private final OriginFilter own;
    private final List<ReceivedMessage> received = new ArrayList<>();
    private long bytes;
    private volatile boolean stopped;

    LogReader(LogStream stream, ResumePoint resume, ReceivedQueue queue, OriginFilter own) {
        this.stream = stream;
        this.resume = resume;
        this.queue = queue;
        this.own = own;
    }

    @Override
    public void run() {
        try {
            try {
                read();
            } finally {
                handOver();
            }
        } catch (InterruptedException e) {
            queue.fail(new CancellationException("reading the log was interrupted"));
        } finally {
            stream.close();
        }
    }

    private void read() throws InterruptedException {
        Position told = Position.NONE;
        while (!stopped) {
            var message = stream.next(0);
            if (message != null) {
                receive(message);
                continue;
            }
            if (!told.covers(stream.received())) {
                told = stream.received();
                resume.received(told);
                put(new ReceivedMessage.UpTo(told));
            }
            handOver();
            message = stream.nextOrMoved(IDLE_MILLIS);
            if (message != null) {
                receive(message);
            }
        }
    }

    private void receive(LogMessage message) throws InterruptedException {
        var carried = own.without(message).flatMap(resume::check);
        if (carried.isPresent()) {
            put(new ReceivedMessage.Message(carried.get()));
        }
    }

    private void put(ReceivedMessage item) throws InterruptedException {
        received.add(item);
        bytes += ReceivedQueue.memory(item);
        if (received.size() >= MOST_AT_ONCE || bytes >= BYTES_AT_ONCE) {
            handOver();
        }
    }

    private void handOver() throws InterruptedException {
        if (received.isEmpty()) {
            return;
        }
        while (!stopped && !queue.offer(received, FULL_MILLIS)) {
            stream.keepAlive();
        }
        received.clear();
        bytes = 0;
    }

    /** Ends soon; what was confirmed is still told to the source. */
    void stop() {
        stopped = true;
        stream.wake();
    }
}
