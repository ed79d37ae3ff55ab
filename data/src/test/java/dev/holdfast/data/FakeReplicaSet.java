package dev.holdfast.data;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The fake server with transactions after a fashion: one at a time, in a copy of the database that takes its place when it is
 * stored. It answers as a replica set does, so it shows what the store makes of the answers; it shows nothing about MongoDB.
 */
final class FakeReplicaSet extends MemoryBackend {

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
    private static final int MOST = 1_000_000;

    private final Queue<Document> commitAnswers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger commits = new AtomicInteger();
    private @Nullable Open open;

    /** The transaction that is under way. */
    private record Open(List<@Nullable Object> key, String database) {
        String copy() {
            return database + "_copy";
        }
    }

    /** Lets the next commits be answered so, in their order; those that are answered with a label were not stored. */
    void answerCommits(Document... answers) {
        commitAnswers.addAll(List.of(answers));
    }

    /** Answers commits as they are again. */
    void forget() {
        commitAnswers.clear();
    }

    int commits() {
        return commits.get();
    }

    static Document error(int code, String name, String... labels) {
        return new Document("ok", 0.0)
                .append("code", code)
                .append("codeName", name)
                .append("errmsg", name)
                .append("errorLabels", List.of(labels));
    }

    @Override
    public synchronized Document handleMessage(MongoMessage message) {
        var query = message.getDocument();
        var command = query.keySet().iterator().next();
        if (!Boolean.FALSE.equals(query.get("autocommit"))) {
            return open != null && WRITES.contains(command)
                    ? error(112, "WriteConflict")
                    : handleCommand(message.getChannel(), message.getDatabaseName(), command, query);
        }
        return switch (command) {
            case "commitTransaction" -> commit(message.getChannel(), query);
            case "abortTransaction" -> abort(query);
            default -> part(message, command, query);
        };
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        var answer = super.handleCommand(channel, database, command, query);
        if (command.equalsIgnoreCase("ismaster")) {
            answer.put("setName", "fake");
            answer.put("secondary", false);
            answer.put("logicalSessionTimeoutMinutes", 30);
        }
        return answer;
    }

    private Document part(MongoMessage message, String command, Document query) {
        var channel = message.getChannel();
        if (Boolean.TRUE.equals(query.get("startTransaction"))) {
            if (open != null) {
                return error(112, "WriteConflict", "TransientTransactionError");
            }
            var begun = new Open(key(query), message.getDatabaseName());
            open = begun;
            copy(channel, begun.database(), begun.copy());
        }
        var current = open;
        if (current == null || !isOf(current, query)) {
            return error(251, "NoSuchTransaction", "TransientTransactionError");
        }
        try {
            var answer = handleCommand(channel, current.copy(), command, query);
            if (answer.containsKey("writeErrors")) {
                end(current);
            }
            return answer;
        } catch (MongoServerException refused) {
            end(current);
            throw refused;
        }
    }

    private Document commit(Channel channel, Document query) {
        var scripted = commitAnswers.poll();
        if (scripted != null) {
            if (List.of("TransientTransactionError").equals(scripted.get("errorLabels"))) {
                abort(query);
            }
            return scripted;
        }
        var current = open;
        if (current == null || !isOf(current, query)) {
            return error(251, "NoSuchTransaction", "TransientTransactionError");
        }
        collections(channel, current.database())
                .forEach(name -> super.handleCommand(
                        channel,
                        current.database(),
                        "delete",
                        new Document("delete", name)
                                .append("deletes", List.of(new Document("q", new Document()).append("limit", 0)))));
        copy(channel, current.copy(), current.database());
        end(current);
        commits.incrementAndGet();
        return new Document("ok", 1.0);
    }

    private Document abort(Document query) {
        var current = open;
        if (current != null && isOf(current, query)) {
            end(current);
        }
        return new Document("ok", 1.0);
    }

    private static boolean isOf(Open current, Document query) {
        return current.key().equals(key(query));
    }

    private static List<@Nullable Object> key(Document query) {
        return Arrays.asList(query.get("lsid"), query.get("txnNumber"));
    }

    private void end(Open current) {
        dropDatabase(current.copy());
        open = null;
    }

    private void copy(Channel channel, String from, String to) {
        for (var name : collections(channel, from)) {
            var indexes = batch(ask(channel, from, Map.of("listIndexes", name)));
            super.handleCommand(
                    channel, to, "createIndexes", new Document("createIndexes", name).append("indexes", indexes));
            var documents = batch(super.handleCommand(
                    channel,
                    from,
                    "find",
                    new Document("find", name).append("filter", new Document()).append("batchSize", MOST)));
            if (!documents.isEmpty()) {
                super.handleCommand(channel, to, "insert", new Document("insert", name).append("documents", documents));
            }
        }
    }

    private List<String> collections(Channel channel, String database) {
        return batch(ask(channel, database, Map.of("listCollections", 1))).stream()
                .map(collection -> (String) collection.get("name"))
                .toList();
    }

    private Document ask(Channel channel, String database, Map<String, Object> command) {
        return super.handleCommand(
                channel, database, command.keySet().iterator().next(), new Document(command));
    }

    @SuppressWarnings("unchecked") // what the fake answers
    private static List<Document> batch(Document answer) {
        var cursor = (Document) Objects.requireNonNull(answer.get("cursor"));
        return new ArrayList<>((List<Document>) Objects.requireNonNull(cursor.get("firstBatch")));
    }
}
