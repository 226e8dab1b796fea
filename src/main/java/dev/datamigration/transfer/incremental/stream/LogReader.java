package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogStream;
import java.util.concurrent.CancellationException;

/**
 * Fills the queue from the log. A thread of its own, so that the source hears from us even while the target keeps the
 * apply waiting.
 */
final class LogReader implements Runnable {
    private static final long IDLE_MILLIS = 100;
    private static final long FULL_MILLIS = 500;

    private final LogStream stream;
    private final ResumePoint resume;
    private final ReceivedQueue queue;
    private final OriginFilter own;
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
            read();
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
        while (!stopped && !queue.offer(item, FULL_MILLIS)) {
            stream.keepAlive();
        }
    }

    /** Ends soon; what was confirmed is still told to the source. */
    void stop() {
        stopped = true;
        stream.wake();
    }
}
