using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Counter : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "counter_windows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kinds = table.Column<string[]>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counter_windows", x => x.id);
                    table.CheckConstraint("ck_counter_windows_staff", "(state = 'Closed') = (staff_id is null)");
                    table.ForeignKey(
                        name: "fk_counter_windows_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_counter_windows_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "counter_tickets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    label = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rank_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    called_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    shown_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    served_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counter_tickets", x => x.id);
                    table.ForeignKey(
                        name: "fk_counter_tickets_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_counter_tickets_counter_windows_window_id",
                        column: x => x.window_id,
                        principalTable: "counter_windows",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_counter_tickets_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ticket_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    window_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_ticket_steps_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ticket_steps_counter_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "counter_tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_counter_tickets_branch_id_day_label",
                table: "counter_tickets",
                columns: new[] { "branch_id", "day", "label" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_counter_tickets_customer_id",
                table: "counter_tickets",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_counter_tickets_waiting",
                table: "counter_tickets",
                columns: new[] { "branch_id", "day", "rank_at", "id" },
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ux_counter_tickets_window",
                table: "counter_tickets",
                column: "window_id",
                unique: true,
                filter: "state in ('Called', 'Serving', 'AfterWork')");

            migrationBuilder.CreateIndex(
                name: "ux_counter_windows_number",
                table: "counter_windows",
                columns: new[] { "branch_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_counter_windows_staff",
                table: "counter_windows",
                column: "staff_id",
                unique: true,
                filter: "staff_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_steps_branch_id",
                table: "ticket_steps",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_steps_ticket_id",
                table: "ticket_steps",
                column: "ticket_id");

            migrationBuilder.Sql(RowSecuritySql.Protect("counter_windows"));
            migrationBuilder.Sql(RowSecuritySql.Protect("counter_tickets"));
            migrationBuilder.Sql(RowSecuritySql.Protect("ticket_steps"));
            migrationBuilder.Sql(
                """
                create table counter_numbers (
                  branch_id uuid not null references branches, day date not null, kind varchar(40) not null, last integer not null,
                  primary key (branch_id, day, kind));
                """);
            migrationBuilder.Sql(RowSecuritySql.Protect("counter_numbers"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table counter_numbers;");

            migrationBuilder.DropTable(
                name: "ticket_steps");

            migrationBuilder.DropTable(
                name: "counter_tickets");

            migrationBuilder.DropTable(
                name: "counter_windows");
        }
    }
}
