package dev.holdfast.routing;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Caller;
import dev.holdfast.Permission;
import dev.holdfast.app.App;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may call a route, by the rules of the program. */
class AccessTest {

    enum Role {
        EDITOR,
        ADMIN
    }

    private static final Permission OWNER_OR_ADMIN = Permission.owner().or(Permission.role(Role.ADMIN));

    private static final Caller ANN = new Caller.User("ann", Set.of());
    private static final Caller ROOT = new Caller.User("root", Set.of("ADMIN"));
    private static final Caller BACKUP = new Caller.Service("backup", Set.of("ADMIN"));

    private static Request of(String id) {
        var head = new Request.Head(Method.GET, "/", "", Headers.NONE, InetAddress.getLoopbackAddress());
        return Request.of(head, new byte[0]).at(Map.of("id", id), false);
    }

    private static Routes shown(String path, Access access) {
        return get(path).access(access).returns(204).to(_ -> Response.noContent());
    }

    @Test
    void a_permission_over_a_path_parameter_takes_it_for_the_owner() {
        var access = Access.over(OWNER_OR_ADMIN, "id");

        assertThat(access.allows(ANN, of("ann"))).isTrue();
        assertThat(access.allows(ANN, of("Ann"))).isFalse();
        assertThat(access.allows(ANN, of("bob"))).isFalse();
        assertThat(access.allows(ROOT, of("ann"))).isTrue();
    }

    @Test
    void a_permission_without_a_path_parameter_knows_no_owner() {
        var access = Access.of(OWNER_OR_ADMIN);

        assertThat(access.allows(ANN, of("ann"))).isFalse();
        assertThat(access.allows(ROOT, of("ann"))).isTrue();
    }

    @Test
    void self_or_a_role_lets_in_the_user_and_whoever_has_the_role() {
        var access = Access.selfOr(Role.ADMIN);

        assertThat(access.allows(ANN, of("ann"))).isTrue();
        assertThat(access.allows(ANN, of("bob"))).isFalse();
        assertThat(access.allows(BACKUP, of("ann"))).isTrue();
        assertThat(access.allows(new Caller.Service("ann", Set.of()), of("ann")))
                .isFalse();
    }

    @Test
    void access_says_in_words_who_may_call() {
        assertThat(Access.role(Role.EDITOR, Role.ADMIN).words()).isEqualTo("EDITOR or ADMIN");
        assertThat(Access.selfOr(Role.EDITOR, Role.ADMIN).words()).isEqualTo("self or EDITOR or ADMIN");
        assertThat(Access.selfOr().words()).isEqualTo("self");
        assertThat(Access.of(OWNER_OR_ADMIN).words()).isEqualTo("owner or ADMIN");
        assertThat(Access.over(OWNER_OR_ADMIN, "id").words()).isEqualTo("owner or ADMIN");
    }

    @Test
    void a_route_takes_a_permission_as_it_is() {
        var route = get("/reports")
                .access(OWNER_OR_ADMIN)
                .returns(204)
                .to(_ -> Response.noContent())
                .all()
                .getFirst();

        assertThat(route.access().words()).isEqualTo("owner or ADMIN");
    }

    @Test
    void an_owner_whom_the_path_does_not_name_is_refused_before_the_first_request() {
        var nobody = App.serving(group("/users/{user}", shown("/", Access.selfOr(Role.ADMIN))))
                .authenticatedBy(_ -> ANN);
        var somebody = App.serving(group("/users/{id}", shown("/notes", Access.selfOr(Role.ADMIN))))
                .authenticatedBy(_ -> ANN);

        assertThatThrownBy(nobody::build)
                .isInstanceOf(BadRoutes.class)
                .hasMessage("GET /users/{user} is for self or ADMIN over {id}, and its path has no such parameter");
        somebody.build().close();
    }
}
