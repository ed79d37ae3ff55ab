package dev.holdfast.bench;

import dev.holdfast.http.Request;
import dev.holdfast.http.Success;
import dev.holdfast.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** The layers of an answer that is changed in place: what the style of values is measured against. */
final class MutableStyle {

    private MutableStyle() {}

    interface Handler {
        void handle(Request request, Answer answer) throws Exception;
    }

    interface Layer {
        Handler around(Handler next);
    }

    /** One answer, filled by whoever holds it. */
    static final class Answer {

        private final List<String> fields = new ArrayList<>(40);
        private int status = 200;
        private Object value = "";
        private byte[] content = {};

        int status() {
            return status;
        }

        byte[] content() {
            return content;
        }

        /** Puts a field in place of any of the same name; checked as the fields of the house are. */
        void put(String name, String value) {
            check(name);
            check(value);
            var at = find(name);
            if (at < 0) {
                fields.add(name);
                fields.add(value);
            } else {
                fields.set(at + 1, value);
            }
        }

        void forEach(BiConsumer<String, String> visitor) {
            for (var at = 0; at < fields.size(); at += 2) {
                visitor.accept(fields.get(at), fields.get(at + 1));
            }
        }

        private int find(String name) {
            for (var at = 0; at < fields.size(); at += 2) {
                if (fields.get(at).equalsIgnoreCase(name)) {
                    return at;
                }
            }
            return -1;
        }

        private static void check(String text) {
            for (var index = 0; index < text.length(); index++) {
                if (text.charAt(index) < ' ' || text.charAt(index) > 0xFF) {
                    throw new IllegalArgumentException("not in a header field: " + text);
                }
            }
        }
    }

    static Handler stack(Json json, Person person) {
        Handler handler = (_, answer) -> answer.value = new Success(Map.of("user", person), null);
        var layers =
                List.of(requestIds(), problems(), securityFields(), json(json), field("A"), field("B"), field("C"));
        for (var layer : layers.reversed()) {
            handler = layer.around(handler);
        }
        return handler;
    }

    private static Layer requestIds() {
        var count = new AtomicLong();
        return next -> (request, answer) -> {
            answer.put("X-Request-Id", Long.toString(count.incrementAndGet(), 36));
            next.handle(request, answer);
        };
    }

    private static Layer problems() {
        return next -> (request, answer) -> {
            try {
                next.handle(request, answer);
            } catch (IllegalStateException failure) {
                answer.status = 500;
                answer.value = String.valueOf(failure.getMessage());
            }
        };
    }

    private static Layer securityFields() {
        return next -> (request, answer) -> {
            SecurityFields.ALL.forEach(answer::put);
            next.handle(request, answer);
        };
    }

    private static Layer json(Json json) {
        return next -> (request, answer) -> {
            next.handle(request, answer);
            answer.put("Content-Type", "application/json");
            answer.content = json.write(answer.value);
        };
    }

    private static Layer field(String name) {
        return next -> (request, answer) -> {
            next.handle(request, answer);
            answer.put("X-Layer-" + name, name);
        };
    }
}
