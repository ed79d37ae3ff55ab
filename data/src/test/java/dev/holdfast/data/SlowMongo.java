package dev.holdfast.data;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The fake server, which writes down what it is asked, and can be told to keep questions waiting. */
final class SlowMongo extends MemoryBackend {

    private static final Set<Object> RECORDS = Set.of("people", "teams");

    private final Queue<Document> asked = new ConcurrentLinkedQueue<>();
    private volatile @Nullable CountDownLatch closed;

    /** Answers no more questions for records until it is opened. */
    void shut() {
        closed = new CountDownLatch(1);
    }

    void open() {
        var latch = closed;
        if (latch != null) {
            latch.countDown();
        }
    }

    /** Returns the questions for records, oldest first. */
    List<Document> finds() {
        return List.copyOf(asked);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        if (RECORDS.contains(message.getDocument().getOrDefault("find", ""))) {
            asked.add(message.getDocument());
            await();
        }
        return super.handleMessage(message);
    }

    private void await() {
        var latch = closed;
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
