package dev.holdfast.myapp.routes;

import static dev.holdfast.myapp.models.Permissions.ADMINS;
import static dev.holdfast.myapp.models.Permissions.PRODUCT_WRITERS;
import static dev.holdfast.myapp.models.Permissions.SELF_OR_ADMIN;
import static dev.holdfast.routing.Access.over;
import static dev.holdfast.routing.Routes.delete;
import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.patch;
import static dev.holdfast.routing.Routes.post;
import static dev.holdfast.routing.Shape.page;

import dev.holdfast.accounts.Accounts;
import dev.holdfast.app.AnswerCache;
import dev.holdfast.app.Health;
import dev.holdfast.limit.Key;
import dev.holdfast.myapp.controllers.ProductController;
import dev.holdfast.myapp.controllers.UserController;
import dev.holdfast.myapp.models.MailOnItsWay;
import dev.holdfast.myapp.models.NewProduct;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.myapp.models.Product;
import dev.holdfast.myapp.models.ProductChange;
import dev.holdfast.myapp.models.ProductQuery;
import dev.holdfast.myapp.models.RoleChange;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.models.UserChange;
import dev.holdfast.myapp.models.UserQuery;
import dev.holdfast.routing.Routes;
import java.time.Duration;

/** Every endpoint but those of rooms, in the order a reader would ask for them. */
public final class ApiRoutes {

    private static final Duration LIST_AGE = Duration.ofMinutes(5);

    private ApiRoutes() {}

    public static Routes of(
            UserController users, ProductController products, AnswerCache answers, Accounts accounts, Health health) {
        return group(
                "/",
                health.routes(),
                accounts.wellKnown(),
                group(
                        "/api/v1",
                        accounts.routes(),
                        accounts.administration(ADMINS),
                        accounts.machines(),
                        users(users, accounts),
                        products(products, answers)));
    }

    private static Routes users(UserController users, Accounts accounts) {
        return group(
                "/users",
                post("/")
                        .open()
                        .limitedTo(accounts.registrations(), Key::address)
                        .body(NewUser.class)
                        .returns(201, User.class)
                        .returns(202, MailOnItsWay.class)
                        .to(users::create),
                get("/").access(ADMINS)
                        .query(UserQuery.class)
                        .returns(page(User.class))
                        .to(users::list),
                get("/me").returns(User.class).to(users::me),
                get("/{id}")
                        .access(over(SELF_OR_ADMIN, "id"))
                        .returns(User.class)
                        .to(users::show),
                patch("/{id}")
                        .access(over(SELF_OR_ADMIN, "id"))
                        .body(UserChange.class)
                        .returns(User.class)
                        .to(users::change),
                patch("/{id}/role")
                        .access(ADMINS)
                        .body(RoleChange.class)
                        .returns(User.class)
                        .to(users::changeRole),
                delete("/{id}").access(over(SELF_OR_ADMIN, "id")).returns(204).to(users::delete));
    }

    private static Routes products(ProductController products, AnswerCache answers) {
        return group(
                "/products",
                // tag::kept[]
                get("/").open()
                        .query(ProductQuery.class)
                        .returns(page(Product.class))
                        .inside(answers.cached(LIST_AGE, Product.TAG))
                        .to(products::list),
                // end::kept[]
                get("/{id}").open().returns(Product.class).to(products::show),
                post("/")
                        .access(PRODUCT_WRITERS)
                        .body(NewProduct.class)
                        .returns(201, Product.class)
                        .to(products::create),
                patch("/{id}")
                        .access(PRODUCT_WRITERS)
                        .body(ProductChange.class)
                        .returns(Product.class)
                        .to(products::change),
                delete("/{id}").access(PRODUCT_WRITERS).returns(204).to(products::delete));
    }
}
