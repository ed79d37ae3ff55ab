package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.json.Json;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody may say of themselves: it is refused as a whole, and nothing of it is stored. */
class MassAssignmentTest {

    static final People PEOPLE = new People();

    @RegisterExtension
    static final Backend BACKEND = PEOPLE.backend();

    private static final Json JSON = new Json();

    private static final String FORBIDDEN = """
            role             | "ADMIN"
            Role             | "ADMIN"
            id               | "01890a5d-ac96-774b-bcce-b302099a8057"
            createdAt        | "2001-01-01T00:00:00Z"
            isAdmin          | true
            __proto__        | {"role":"ADMIN"}
            constructor      | {"prototype":{"role":"ADMIN"}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = FORBIDDEN)
    void Z3_a_registration_that_says_more_than_it_may_registers_nobody(String field, String value) {
        var draft = Fixture.newUser(People.freshName());

        refused(PEOPLE.visitor().post("/api/v1/users", with(draft, field, value)), field);
        var registered = PEOPLE.visitor().post("/api/v1/users", draft);
        assertThat(registered.status()).as("the address is still free").isEqualTo(201);
        assertThat(registered.textAt("/data/user/role")).isEqualTo("USER");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = FORBIDDEN)
    void Z3_a_change_that_says_more_than_it_may_changes_nothing(String field, String value) {
        var user = PEOPLE.user();
        var client = PEOPLE.signedIn(user);
        var path = "/api/v1/users/" + user.id();
        var before = client.get(path).at("/data/user");

        refused(client.patch(path, with(Map.of("name", "Changed"), field, value)), field);
        assertThat(client.get(path).at("/data/user")).isEqualTo(before);
    }

    private static Map<String, Object> with(Map<String, Object> draft, String field, String json) {
        var more = new HashMap<>(draft);
        more.put(field, JSON.read(json.getBytes(StandardCharsets.UTF_8)));
        return more;
    }

    private static void refused(Reply reply, String field) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors")
                        .valueStream()
                        .map(fault -> fault.get("pointer").stringValue()))
                .containsExactly("/" + field);
    }
}
