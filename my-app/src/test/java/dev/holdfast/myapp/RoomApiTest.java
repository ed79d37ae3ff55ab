package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.myapp.models.User;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chat rooms, as those in them and outside of them see them. */
class RoomApiTest {

    static final String PATH = "/api/v1/rooms";
    static final People PEOPLE = new People();

    @RegisterExtension
    static final Backend BACKEND = PEOPLE.backend();

    private static User ann;
    private static User bob;
    private static TestClient anns;
    private static TestClient bobs;
    private static TestClient roots;

    /** Once for all tests: signing in is counted. */
    @BeforeAll
    static void signIn() {
        ann = PEOPLE.user();
        bob = PEOPLE.user();
        anns = PEOPLE.signedIn(ann);
        bobs = PEOPLE.signedIn(bob);
        roots = PEOPLE.signedIn(PEOPLE.admin());
    }

    static List<TestClient> doors() {
        return BACKEND.bothDoors();
    }

    private static String closed(TestClient owner, User... members) {
        var ids = List.of(members).stream().map(User::id).toList();
        var draft = Map.of("name", People.freshName(), "private", true, "members", ids);
        var made = owner.post(PATH, draft);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.textAt("/data/room/name");
    }

    private static List<String> texts(Reply reply, String list, String name) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.at("/data/" + list)
                .valueStream()
                .map(each -> each.get(name).stringValue())
                .toList();
    }

    private static String seat(String room, User user) {
        return PATH + "/" + room + "/members/" + user.id();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_private_room_is_made_and_read_by_its_members(TestClient door) {
        var carl = PEOPLE.user();
        var name = "Café " + People.freshName();
        var made = door.signedIn(carl.email(), Fixture.PASSWORD)
                .post(PATH, Map.of("name", " " + name + " ", "private", true, "members", List.of(bob.id())));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/data/room").propertyNames()).containsExactly("name", "private", "owner", "createdAt");
        assertThat(made.textAt("/data/room/name")).isEqualTo(name);
        assertThat(made.at("/data/room/private").booleanValue()).isTrue();
        assertThat(made.textAt("/data/room/owner")).isEqualTo(carl.id().toString());

        var first = PEOPLE.say(carl, name, "Hello");
        PEOPLE.say(bob, name, "Hello Carl");
        var history = bobs.get(made.header("Location").orElseThrow());
        assertThat(texts(history, "messages", "message")).containsExactly("Hello Carl", "Hello");
        assertThat(history.at("/data/messages/1").propertyNames())
                .containsExactly("id", "room", "number", "sender", "senderName", "message", "timestamp");
        assertThat(history.textAt("/data/messages/1/id")).isEqualTo(first.id().toString());
        assertThat(history.textAt("/data/messages/1/room")).isEqualTo(name);
        assertThat(history.at("/data/messages/1/number").longValue()).isEqualTo(1);
        assertThat(history.textAt("/data/messages/1/sender"))
                .isEqualTo(carl.id().toString());
        assertThat(history.textAt("/data/messages/1/senderName")).isEqualTo(carl.name());
    }

    @Test
    void a_room_that_nobody_made_is_open_to_everybody_who_is_signed_in() {
        var name = People.freshName();
        assertThat(texts(anns.get(PATH + "/" + name + "/messages"), "messages", "id"))
                .isEmpty();
        PEOPLE.say(ann, name, "Hello");

        assertThat(texts(bobs.get(PATH + "/" + name + "/messages"), "messages", "message"))
                .containsExactly("Hello");
        assertThat(PEOPLE.visitor().get(PATH + "/" + name + "/messages").status())
                .isEqualTo(401);
    }

    @Test
    void Z1_a_private_room_of_others_is_forbidden_to_admins_too() {
        var name = closed(anns);
        PEOPLE.say(ann, name, "Secret");
        for (var outsider : List.of(bobs, roots)) {
            for (var path : List.of("/messages", "/members")) {
                var refused = outsider.get(PATH + "/" + name + path);
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.textAt("/code")).isEqualTo("forbidden");
            }
            assertThat(texts(outsider.get(PATH + "?limit=100"), "rooms", "name"))
                    .doesNotContain(name);
        }
        assertThat(bobs.put(seat(name, bob), "").status()).isEqualTo(403);
        assertThat(bobs.delete(seat(name, ann)).status()).isEqualTo(403);
        assertThat(bobs.delete(seat(name, bob)).status()).isEqualTo(403);
        assertThat(anns.get(PATH + "/" + name + "/messages").at("/data/messages"))
                .hasSize(1);
    }

    @Test
    void Z1_a_cursor_of_one_room_opens_no_other() {
        var mine = closed(bobs);
        var theirs = closed(anns);
        for (var index = 0; index < 3; index++) {
            PEOPLE.say(bob, mine, "mine " + index);
            PEOPLE.say(ann, theirs, "theirs " + index);
        }
        var cursor = anns.get(PATH + "/" + theirs + "/messages?limit=1").textAt("/page/next");

        assertThat(bobs.get(PATH + "/" + theirs + "/messages?cursor=" + cursor).status())
                .isEqualTo(403);
        assertThat(bobs.get(PATH + "/" + mine + "/messages?cursor=" + cursor).textAt("/errors/0/pointer"))
                .isEqualTo("/cursor");
    }

    @Test
    void the_owner_lets_somebody_in_and_shows_them_out() {
        var name = closed(anns);
        for (var times = 0; times < 2; times++) {
            assertThat(anns.put(seat(name, bob), "").status()).isEqualTo(204);
        }
        assertThat(texts(bobs.get(PATH + "/" + name + "/members"), "members", "user"))
                .containsExactlyInAnyOrder(ann.id().toString(), bob.id().toString());
        assertThat(texts(bobs.get(PATH + "/" + name + "/members"), "members", "name"))
                .containsExactlyInAnyOrder(ann.name(), bob.name());

        assertThat(anns.delete(seat(name, bob)).status()).isEqualTo(204);
        assertThat(anns.delete(seat(name, bob)).status()).isEqualTo(404);
        assertThat(bobs.get(PATH + "/" + name + "/messages").status()).isEqualTo(403);
    }

    @Test
    void a_member_lets_nobody_in_and_leaves_when_they_like_and_the_owner_stays() {
        var name = closed(anns, bob);
        assertThat(bobs.put(seat(name, PEOPLE.user()), "").status()).isEqualTo(403);
        assertThat(bobs.delete(seat(name, ann)).status()).isEqualTo(403);
        assertThat(anns.delete(seat(name, ann)).status()).isEqualTo(409);

        assertThat(bobs.delete(seat(name, bob)).status()).isEqualTo(204);
        assertThat(bobs.get(PATH + "/" + name + "/messages").status()).isEqualTo(403);
        assertThat(anns.get(PATH + "/" + name + "/messages").status()).isEqualTo(200);
    }

    @Test
    void an_admin_changes_who_is_in_without_being_in() {
        var name = closed(anns);
        assertThat(roots.put(seat(name, bob), "").status()).isEqualTo(204);
        assertThat(bobs.get(PATH + "/" + name + "/messages").status()).isEqualTo(200);
        assertThat(roots.delete(seat(name, bob)).status()).isEqualTo(204);
        assertThat(roots.get(PATH + "/" + name + "/messages").status()).isEqualTo(403);
    }

    @Test
    void a_public_room_and_one_that_is_not_there_have_no_members() {
        var listed = People.freshName();
        assertThat(anns.post(PATH, Map.of("name", listed)).status()).isEqualTo(201);
        for (var name : List.of(listed, People.freshName())) {
            assertThat(anns.get(PATH + "/" + name + "/members").status()).isEqualTo(404);
            assertThat(anns.put(seat(name, bob), "").status()).isEqualTo(404);
            assertThat(anns.delete(seat(name, ann)).status()).isEqualTo(404);
        }
    }

    @Test
    void a_member_who_is_no_user_is_named() {
        var name = closed(anns);
        var nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
        assertThat(anns.put(PATH + "/" + name + "/members/" + nobody, "").status())
                .isEqualTo(404);
        assertThat(anns.put(PATH + "/" + name + "/members/bob", "").status()).isEqualTo(404);

        var other = Map.of("name", People.freshName(), "private", true, "members", List.of(bob.id(), nobody));
        var refused = anns.post(PATH, other);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.textAt("/errors/0/pointer")).isEqualTo("/members/1");
        assertThat(anns.post(PATH, Map.of("name", other.get("name"))).status())
                .as("nothing was stored")
                .isEqualTo(201);
    }

    @Test
    void a_name_is_given_to_one_room() {
        var taken = closed(anns);
        for (var isPrivate : List.of(true, false)) {
            var refused = bobs.post(PATH, Map.of("name", taken, "private", isPrivate));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.textAt("/errors/0/pointer")).isEqualTo("/name");
        }
        var spoken = People.freshName();
        PEOPLE.say(bob, spoken, "Hello everybody");
        assertThat(anns.post(PATH, Map.of("name", spoken, "private", true)).textAt("/errors/0/pointer"))
                .isEqualTo("/name");
        assertThat(anns.post(PATH, Map.of("name", spoken, "private", false)).status())
                .as("it may be listed")
                .isEqualTo(201);
    }

    @Test
    void the_list_holds_public_rooms_and_own_ones_and_goes_on_while_rooms_come() {
        var carl = PEOPLE.user();
        var carls = PEOPLE.signedIn(carl);
        var expected = new ArrayList<String>();
        IntStream.range(0, 5).forEach(_ -> expected.add(closed(anns, carl)));
        expected.add(closed(carls));
        var listed = People.freshName();
        assertThat(anns.post(PATH, Map.of("name", listed, "members", List.of())).status())
                .isEqualTo(201);
        expected.add(listed);

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = carls.get(PATH + "?limit=2" + cursor);
            seen.addAll(texts(page, "rooms", "name"));
            closed(anns);
            var next = page.at("/page/next");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());

        assertThat(seen).isSorted().doesNotHaveDuplicates().containsAll(expected);
        assertThat(texts(bobs.get(PATH + "?limit=100"), "rooms", "name"))
                .contains(listed)
                .doesNotContainAnyElementsOf(expected.subList(0, 6));
    }

    @Test
    void who_is_deleted_leaves_their_rooms_and_their_words_without_a_name() {
        var carl = PEOPLE.user();
        var name = closed(anns, carl);
        PEOPLE.say(carl, name, "I was here");
        assertThat(roots.delete("/api/v1/users/" + carl.id()).status()).isEqualTo(204);

        assertThat(texts(anns.get(PATH + "/" + name + "/members"), "members", "user"))
                .containsExactly(ann.id().toString());
        var said = anns.get(PATH + "/" + name + "/messages");
        assertThat(texts(said, "messages", "sender")).containsExactly(carl.id().toString());
        assertThat(said.at("/data/messages/0").has("senderName")).isFalse();
    }
}
