package dev.holdfast.myapp;

import dev.holdfast.myapp.models.User;
import dev.holdfast.routing.Route;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One owner with what is theirs; made anew for each request that may delete something. */
final class Scene {

    private static final Pattern PARAMETER = Pattern.compile("(?<=/([a-z-]{1,40})/)\\{[^}]+}");

    private final People people;
    private final User owner;
    private final User guest;

    Scene(People people) {
        this.people = people;
        this.owner = people.user();
        this.guest = people.user();
    }

    TestClient client(Asker asker) {
        return switch (asker) {
            case VISITOR -> people.visitor();
            case OTHER_USER -> people.signedIn(people.user());
            case OWNER -> people.signedIn(owner);
            case ADMIN -> people.signedIn(people.admin());
        };
    }

    /** Asks for a route as it wants to be asked. */
    Reply ask(Asker asker, Route route) {
        var client = client(asker);
        var speaking = route.isForm() ? client.with("Content-Type", "application/x-www-form-urlencoded") : client;
        return speaking.send(route.method().name(), path(route), body(route));
    }

    /** Returns the path of a route, with the ids of what there is. */
    String path(Route route) {
        return PARAMETER.matcher(route.template()).replaceAll(found -> existing(found.group(1), route));
    }

    /** Returns a body for a route that takes one; where it is not told here, it is one that is let in and refused then. */
    @Nullable Object body(Route route) {
        if (route.body().isEmpty()) {
            return null;
        }
        return switch (route.toString()) {
            case "POST /api/v1/users" -> Fixture.newUser(People.freshName());
            case "PATCH /api/v1/users/{id}" -> Map.of("name", "Somebody Else");
            case "POST /api/v1/products" -> Map.of("name", "Lamp", "price", 1250);
            case "PATCH /api/v1/products/{id}" -> Map.of("price", 1);
            case "POST /api/v1/rooms" -> Map.of("name", People.freshName(), "private", true);
            default -> route.isForm() ? "" : Map.of();
        };
    }

    /** Returns the id of one of the things a path is about: of those it names before the parameter. */
    private String existing(String things, Route route) {
        return switch (things) {
            case "users" -> owner.id().toString();
            case "products" -> product();
            case "sessions" -> session();
            case "keys" -> key();
            case "rooms" -> room();
            case "members" -> guest.id().toString();
            case "page" -> "style.css";
            case "socket.io" -> "";
            default ->
                throw new AssertionError(
                        "what is the id in " + route + "? Add a case \"" + things + "\" to Scene.existing");
        };
    }

    private String session() {
        return people.signedIn(owner)
                .get("/api/v1/auth/sessions")
                .at("/data/sessions/0/id")
                .stringValue();
    }

    private String key() {
        return client(Asker.ADMIN)
                .post("/api/v1/auth/keys", Map.of("name", "Importer", "scopes", List.of("products:write")))
                .textAt("/data/key/id");
    }

    /** A private room of the owner, where the guest is a member too. */
    private String room() {
        var draft = Map.of("name", People.freshName(), "private", true, "members", List.of(guest.id()));
        return client(Asker.OWNER).post("/api/v1/rooms", draft).textAt("/data/room/name");
    }

    private String product() {
        return client(Asker.ADMIN)
                .post("/api/v1/products", Map.of("name", "Lamp", "price", 1250))
                .textAt("/data/product/id");
    }
}
