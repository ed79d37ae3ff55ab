package peer;

import java.util.Map;

/** The one shape of a success. */
public record Answer(String status, Map<String, Object> data) {

    static Answer of(Map<String, Object> data) {
        return new Answer("success", data);
    }
}
