using System;
using BankCrm.Infrastructure.Cases.ServiceCases;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class ServiceCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_topics",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tree = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    chinese_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    answer_hours = table.Column<int>(type: "integer", nullable: true),
                    closure_hours = table.Column<int>(type: "integer", nullable: true),
                    priority = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_topics", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_topics_case_topics_parent_id",
                        column: x => x.parent_id,
                        principalTable: "case_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "learnt_routers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    learnt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cases = table.Column<int>(type: "integer", nullable: false),
                    categories = table.Column<int>(type: "integer", nullable: false),
                    right_first = table.Column<double>(type: "double precision", nullable: false),
                    right_among_five = table.Column<double>(type: "double precision", nullable: false),
                    model = table.Column<byte[]>(type: "bytea", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_learnt_routers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    priority = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<byte[]>(type: "bytea", nullable: false),
                    category_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cause_id = table.Column<Guid>(type: "uuid", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    about_staff = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    speakers = table.Column<byte[]>(type: "bytea", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_paused = table.Column<bool>(type: "boolean", nullable: false),
                    escalated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reopened = table.Column<int>(type: "integer", nullable: false),
                    legal_limit = table.Column<int>(type: "integer", nullable: true),
                    time_asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    satisfaction = table.Column<int>(type: "integer", nullable: true),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    reference = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    told_in_time = table.Column<bool>(type: "boolean", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_cases", x => x.id);
                    table.CheckConstraint("ck_service_cases_ended", "(status = 'Open') = (ended_at is null)");
                    table.ForeignKey(
                        name: "fk_service_cases_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_cases_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_cases_case_topics_category_id",
                        column: x => x.category_id,
                        principalTable: "case_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_cases_case_topics_cause_id",
                        column: x => x.cause_id,
                        principalTable: "case_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_cases_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_cases_service_cases_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "service_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_cases_staff_opened_by",
                        column: x => x.opened_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_cases_staff_owner_id",
                        column: x => x.owner_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_clocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    time_target = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    time_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    time_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    time_total = table.Column<TimeSpan>(type: "interval", nullable: false),
                    time_stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    time_warned = table.Column<int>(type: "integer", nullable: false),
                    time_pauses = table.Column<string>(type: "jsonb", nullable: false),
                    counted_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_warning_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_clocks", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_clocks_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_clocks_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_clocks_service_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "service_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    to = table.Column<Guid>(type: "uuid", nullable: true),
                    other_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    clock = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_steps_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_steps_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_steps_service_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "service_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "compensations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compensations", x => x.id);
                    table.ForeignKey(
                        name: "fk_compensations_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compensations_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compensations_service_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "service_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_compensations_staff_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compensations_staff_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_clocks_branch_id",
                table: "case_clocks",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_clocks_case_id",
                table: "case_clocks",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_clocks_customer_id",
                table: "case_clocks",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_clocks_next_warning_at",
                table: "case_clocks",
                column: "next_warning_at",
                filter: "next_warning_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_case_steps_branch_id",
                table: "case_steps",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_steps_case_id",
                table: "case_steps",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_steps_customer_id",
                table: "case_steps",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_topics_parent_id",
                table: "case_topics",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ux_case_topics_name",
                table: "case_topics",
                columns: new[] { "tree", "parent_id", "name" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_compensations_branch_id",
                table: "compensations",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_compensations_case_id",
                table: "compensations",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_compensations_customer_id",
                table: "compensations",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_compensations_decided_by",
                table: "compensations",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_compensations_proposed_by",
                table: "compensations",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_account_id",
                table: "service_cases",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_branch_ended",
                table: "service_cases",
                columns: new[] { "branch_id", "ended_at", "id" },
                filter: "ended_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_branch_id_received_at",
                table: "service_cases",
                columns: new[] { "branch_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_branch_open",
                table: "service_cases",
                columns: new[] { "branch_id", "due_at", "id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_branch_unowned",
                table: "service_cases",
                columns: new[] { "branch_id", "due_at", "id" },
                filter: "ended_at is null and owner_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_category_id",
                table: "service_cases",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_cause_id",
                table: "service_cases",
                column: "cause_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_customer_id_received_at",
                table: "service_cases",
                columns: new[] { "customer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_merged_into_id",
                table: "service_cases",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_number",
                table: "service_cases",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_opened_by",
                table: "service_cases",
                column: "opened_by");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_owner_open",
                table: "service_cases",
                columns: new[] { "owner_id", "due_at", "id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_source_reference",
                table: "service_cases",
                columns: new[] { "source", "reference" },
                unique: true,
                filter: "source is not null");

            migrationBuilder.CreateIndex(
                name: "ux_learnt_routers_day",
                table: "learnt_routers",
                column: "day",
                unique: true);

            migrationBuilder.Sql($"create sequence {CaseNumbers.Sequence} start 100001");
            foreach (var table in (string[])["service_cases", "case_steps", "case_clocks", "compensations"])
            {
                migrationBuilder.Sql(RowSecuritySql.Protect(table));
            }

            migrationBuilder.Sql(ShippedTopics.Sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql($"drop sequence {CaseNumbers.Sequence}");

            migrationBuilder.DropTable(
                name: "case_clocks");

            migrationBuilder.DropTable(
                name: "case_steps");

            migrationBuilder.DropTable(
                name: "compensations");

            migrationBuilder.DropTable(
                name: "service_cases");

            migrationBuilder.DropTable(
                name: "case_topics");

            migrationBuilder.DropTable(
                name: "learnt_routers");
        }
    }
}
