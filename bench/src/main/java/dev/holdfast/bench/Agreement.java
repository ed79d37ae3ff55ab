package dev.holdfast.bench;

import dev.holdfast.bench.Api.Member;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** That the backends do the same work is shown before they are loaded: same statuses, same content, and nothing left out. */
final class Agreement {

    private final Api api;

    Agreement(Api api) {
        this.api = api;
    }

    /** Checks the JSON route: the user number seven as every backend makes it up, and the fields of what stands around it. */
    void onJson() throws IOException, InterruptedException {
        var answer = api.get(Work.EXAMPLE, "");
        var person = Person.number(7);
        hasFields(answer);
        same(
                Map.of(
                        "id", person.id().toString(),
                        "name", person.name(),
                        "email", person.email(),
                        "role", person.role().name(),
                        "createdAt", person.createdAt().toString()),
                user(api.expect(200, answer)));
    }

    /** Checks that a user is shown to themselves, and neither to a visitor nor to somebody else; and the limit of bodies. */
    void onUser(Member member, Member other) throws IOException, InterruptedException {
        api.expect(401, api.get(member.target(), ""));
        api.expect(401, api.get(member.target(), member.token() + "x"));
        api.expect(403, api.get(member.target(), other.token()));
        if (api.server().backend().limitsBodies()) {
            api.expect(413, api.tooMuch());
        }
        var answer = api.get(member.target(), member.token());
        hasFields(answer);
        var shown = user(api.expect(200, answer));
        UUID.fromString(shown.get("id"));
        same(
                Map.of(
                        "id", member.id(),
                        "name", member.name(),
                        "email", member.email(),
                        "role", "USER",
                        "createdAt", shown.get("createdAt")),
                shown);
    }

    private void hasFields(HttpResponse<String> answer) throws IOException {
        for (var field : api.server().backend().fields()) {
            if (answer.headers().firstValue(field).isEmpty()) {
                throw new IOException(api.server().backend().word() + " answers without " + field);
            }
        }
    }

    /** Returns the user of an answer; an instant is one however many digits it is written with. */
    private Map<String, String> user(JsonNode answer) throws IOException {
        var user = answer.at("/data/user");
        if (answer.size() != 2 || !answer.path("status").asString("").equals("success") || !user.isObject()) {
            throw new IOException(api.server().backend().word() + " answers in another shape: " + answer);
        }
        var fields = new HashMap<String, String>();
        user.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        fields.computeIfPresent("createdAt", (_, text) -> Instant.parse(text).toString());
        return fields;
    }

    private void same(Map<String, String> expected, Map<String, String> found) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException(api.server().backend().word() + " answers " + found + " and not " + expected);
        }
    }
}
