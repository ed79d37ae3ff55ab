package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of chat rooms by those who mean no good, or know no better. */
class RoomInputTest {

    private static final String PATH = "/api/v1/rooms";

    static final People PEOPLE = new People();

    @RegisterExtension
    static final Backend BACKEND = PEOPLE.backend();

    private static TestClient anns;

    @BeforeAll
    static void signIn() {
        anns = PEOPLE.signedIn(PEOPLE.user());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "a\nb",
                "a\tb",
                ".",
                "..",
                "../users",
                "a/b",
                "a\\b",
                "a,b",
                "-a",
                "_a",
                "a  b",
                "*",
                "\uD83D\uDE80",
                "a\uD83D\uDE80",
                "a%2fb",
                "100%",
                "a\u200Bb",
                "a\u202Eb",
                "a\u00A0b",
                "<b>",
                "$where",
                "{}"
            })
    void a_name_that_is_none_is_refused_with_its_place(String name) {
        var refused = anns.post(PATH, Map.of("name", name, "private", true));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.at("/errors")).hasSize(1);
        assertThat(refused.textAt("/errors/0/pointer")).isEqualTo("/name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%20", ".", "..", "%2e%2e", "%2F", "a%2Fb", "a%00", "a%0Ab", "a,b", "%F0%9F%9A%80", "a*", "%25"})
    void a_path_with_a_name_that_is_none_leads_nowhere(String name) {
        for (var path : List.of("/messages", "/members")) {
            assertThat(anns.get(PATH + "/" + name + path).status()).isIn(400, 404);
        }
        assertThat(anns.put(PATH + "/" + name + "/members/" + UUID.randomUUID(), "")
                        .status())
                .isIn(400, 404);
    }

    @Test
    void a_name_has_64_characters_and_no_more() {
        var unique = People.freshName();
        var longest = unique + ".n".repeat(16).substring(unique.length() - 32);
        assertThat(anns.post(PATH, Map.of("name", longest + "n")).textAt("/errors/0/pointer"))
                .isEqualTo("/name");
        assertThat(anns.post(PATH, Map.of("name", longest)).status()).isEqualTo(201);
        assertThat(anns.get(PATH + "/" + longest + "n/messages").status()).isEqualTo(404);
        assertThat(anns.get(PATH + "/" + longest + "/messages").status()).isEqualTo(200);
    }

    @Test
    void letters_of_any_script_are_letters_however_they_are_composed() {
        var unique = People.freshName();
        var made = anns.post(PATH, Map.of("name", unique + " Ku\u0308che:\u0938\u093E_1.2-3", "private", true));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.textAt("/data/room/name")).isEqualTo(unique + " K\u00FCche:\u0938\u093E_1.2-3");

        var history = PEOPLE.signedIn(PEOPLE.user()).get(made.header("Location").orElseThrow());
        assertThat(history.status()).as("the same room").isEqualTo(403);
        assertThat(anns.post(PATH, Map.of("name", unique + " K\u00FCche:\u0938\u093E_1.2-3"))
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {}                                                   | /name
            {"name":null}                                        | /name
            {"name":1}                                           | /name
            {"name":{"$gt":""}}                                  | /name
            {"name":"a","private":"true"}                        | /private
            {"name":"a","private":1}                             | /private
            {"name":"a","isPrivate":true}                        | /isPrivate
            {"name":"a","owner":"x"}                             | /owner
            {"name":"a","private":true,"members":"x"}            | /members
            {"name":"a","private":true,"members":["x"]}          | /members/0
            {"name":"a","private":true,"members":[null]}         | /members/0
            {"name":"a","private":true,"members":[{"$ne":1}]}    | /members/0
            {"name":"a","members":["01890a5d-ac96-774b-bcce-b302099a8057"]} | /members
            """)
    void Z3_a_room_is_made_of_what_is_declared_and_nothing_else(String body, String pointer) {
        var refused = anns.post(PATH, body);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.textAt("/errors/0/pointer")).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=101",
                "?limit=x",
                "?cursor=forged",
                "?cursor=",
                "?offset=1",
                "?limit=1&limit=1"
            })
    void a_query_that_is_not_acceptable_is_refused(String query) {
        var room = People.freshName();
        assertThat(anns.post(PATH, Map.of("name", room, "private", true)).status())
                .isEqualTo(201);
        for (var path : List.of("", "/" + room + "/messages", "/" + room + "/members")) {
            assertThat(anns.get(PATH + path + query).status()).as(path).isEqualTo(400);
        }
    }

    @Test
    void more_members_than_a_room_holds_are_refused_before_anybody_is_looked_for() {
        var id = "01890a5d-ac96-774b-bcce-b302099a8057";
        var tooMany = Map.of("name", "a", "private", true, "members", Collections.nCopies(1001, id));
        assertThat(anns.post(PATH, tooMany).textAt("/errors/0/pointer")).isEqualTo("/members");

        var larger = Map.of("name", "a", "private", true, "members", Collections.nCopies(2000, id));
        assertThat(anns.post(PATH, larger).status()).isEqualTo(413);
    }

    @Test
    void nobody_makes_more_than_a_hundred_rooms() {
        var bobs = PEOPLE.signedIn(PEOPLE.user());
        for (var made = 0; made < 100; made++) {
            assertThat(bobs.post(PATH, Map.of("name", People.freshName(), "private", made % 2 == 0))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(bobs.post(PATH, Map.of("name", People.freshName())).status()).isEqualTo(409);
        assertThat(anns.post(PATH, Map.of("name", People.freshName())).status()).isEqualTo(201);
    }
}
