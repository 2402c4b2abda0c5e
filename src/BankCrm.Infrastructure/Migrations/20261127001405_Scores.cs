using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Scores : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "outcome_histories",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    stored_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    header = table.Column<string[]>(type: "text[]", nullable: false),
                    settings = table.Column<string>(type: "text", nullable: true),
                    order = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    known = table.Column<int>(type: "integer", nullable: false),
                    came = table.Column<int>(type: "integer", nullable: false),
                    owned = table.Column<int>(type: "integer", nullable: false),
                    made = table.Column<int>(type: "integer", nullable: false),
                    brought_by = table.Column<Guid>(type: "uuid", nullable: true),
                    brought_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fault = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    fault_args = table.Column<string[]>(type: "text[]", nullable: false),
                    latest = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outcome_histories", x => x.id);
                    table.ForeignKey(
                        name: "fk_outcome_histories_staff_brought_by",
                        column: x => x.brought_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "history_columns",
                columns: table => new
                {
                    history_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    use = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    doubt = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    alone = table.Column<double>(type: "double precision", nullable: true),
                    empty = table.Column<int>(type: "integer", nullable: false),
                    distinct = table.Column<int>(type: "integer", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    why = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history_columns", x => new { x.history_id, x.place });
                    table.ForeignKey(
                        name: "fk_history_columns_outcome_histories_history_id",
                        column: x => x.history_id,
                        principalTable: "outcome_histories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_history_columns_staff_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outcome_rows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    history_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<bool>(type: "boolean", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: true),
                    rank = table.Column<double>(type: "double precision", nullable: true),
                    cells = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outcome_rows", x => x.id);
                    table.ForeignKey(
                        name: "fk_outcome_rows_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_outcome_rows_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_outcome_rows_outcome_histories_history_id",
                        column: x => x.history_id,
                        principalTable: "outcome_histories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "score_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    history_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    learnt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    left_out = table.Column<string[]>(type: "text[]", nullable: false),
                    report = table.Column<string>(type: "text", nullable: true),
                    model = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    scored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    scored = table.Column<int>(type: "integer", nullable: false),
                    progress = table.Column<double>(type: "double precision", nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_score_versions", x => x.id);
                    table.CheckConstraint("ck_score_versions_decided", "state <> 'InUse' or decided_by <> asked_by");
                    table.ForeignKey(
                        name: "fk_score_versions_outcome_histories_history_id",
                        column: x => x.history_id,
                        principalTable: "outcome_histories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_score_versions_staff_asked_by",
                        column: x => x.asked_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_score_versions_staff_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customer_scores",
                columns: table => new
                {
                    history_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    probability = table.Column<double>(type: "double precision", nullable: false),
                    tenth = table.Column<int>(type: "integer", nullable: false),
                    scored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_scores", x => new { x.history_id, x.customer_id });
                    table.ForeignKey(
                        name: "fk_customer_scores_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_customer_scores_outcome_histories_history_id",
                        column: x => x.history_id,
                        principalTable: "outcome_histories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_customer_scores_outcome_rows_row_id",
                        column: x => x.row_id,
                        principalTable: "outcome_rows",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customer_scores_customer_id",
                table: "customer_scores",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_scores_history_id_tenth",
                table: "customer_scores",
                columns: new[] { "history_id", "tenth" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_scores_row_id",
                table: "customer_scores",
                column: "row_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_columns_decided_by",
                table: "history_columns",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_histories_brought_by",
                table: "outcome_histories",
                column: "brought_by");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_histories_waiting",
                table: "outcome_histories",
                column: "id",
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ux_outcome_histories_name",
                table: "outcome_histories",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outcome_rows_branch_id",
                table: "outcome_rows",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_rows_customer_id",
                table: "outcome_rows",
                column: "customer_id",
                filter: "customer_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_rows_history_id_customer_id",
                table: "outcome_rows",
                columns: new[] { "history_id", "customer_id" },
                filter: "customer_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_rows_history_id_place",
                table: "outcome_rows",
                columns: new[] { "history_id", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_score_versions_asked_by",
                table: "score_versions",
                column: "asked_by");

            migrationBuilder.CreateIndex(
                name: "ix_score_versions_at_work",
                table: "score_versions",
                column: "id",
                filter: "state in ('Waiting', 'Learning')");

            migrationBuilder.CreateIndex(
                name: "ix_score_versions_decided_by",
                table: "score_versions",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ux_score_versions_in_use",
                table: "score_versions",
                column: "history_id",
                unique: true,
                filter: "state = 'InUse'");

            migrationBuilder.CreateIndex(
                name: "ux_score_versions_number",
                table: "score_versions",
                columns: new[] { "history_id", "number" },
                unique: true);

            migrationBuilder.Sql(RowSecuritySql.Protect("outcome_rows"));
            migrationBuilder.Sql(RowSecuritySql.Protect("customer_scores"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "customer_scores");

            migrationBuilder.DropTable(
                name: "history_columns");

            migrationBuilder.DropTable(
                name: "score_versions");

            migrationBuilder.DropTable(
                name: "outcome_rows");

            migrationBuilder.DropTable(
                name: "outcome_histories");
        }
    }
}
