using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Recommendations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "recommendation_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    chinese_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    chinese_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    definition = table.Column<string>(type: "text", nullable: false),
                    base_points = table.Column<int>(type: "integer", nullable: false),
                    score_id = table.Column<Guid>(type: "uuid", nullable: true),
                    points_per_tenth = table.Column<int>(type: "integer", nullable: false),
                    counts_value = table.Column<bool>(type: "boolean", nullable: false),
                    counts_maturity = table.Column<bool>(type: "boolean", nullable: false),
                    cooling_off_days = table.Column<int>(type: "integer", nullable: false),
                    way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recommendation_rules", x => x.id);
                    table.CheckConstraint("ck_recommendation_rules_product", "(action = 'OfferProduct') = (product_id is not null)");
                    table.CheckConstraint("ck_recommendation_rules_second_person", "approved_by is null or approved_by <> written_by");
                    table.ForeignKey(
                        name: "fk_recommendation_rules_outcome_histories_score_id",
                        column: x => x.score_id,
                        principalTable: "outcome_histories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_recommendation_rules_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recommendation_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    because = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    comes_back_on = table.Column<DateOnly>(type: "date", nullable: false),
                    points = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    follow_up_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_standing = table.Column<bool>(type: "boolean", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recommendation_answers", x => x.id);
                    table.CheckConstraint("ck_recommendation_answers_reason", "(kind = 'Declined') = (because is not null)");
                    table.CheckConstraint("ck_recommendation_answers_undone", "undone_at is null or not is_standing");
                    table.ForeignKey(
                        name: "fk_recommendation_answers_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_recommendation_answers_follow_ups_follow_up_id",
                        column: x => x.follow_up_id,
                        principalTable: "follow_ups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_recommendation_answers_recommendation_rules_rule_version_id",
                        column: x => x.rule_version_id,
                        principalTable: "recommendation_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_answers_customer_id_at",
                table: "recommendation_answers",
                columns: new[] { "customer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_answers_follow_up_id",
                table: "recommendation_answers",
                column: "follow_up_id",
                filter: "follow_up_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_answers_rule_id_day",
                table: "recommendation_answers",
                columns: new[] { "rule_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_answers_rule_version_id",
                table: "recommendation_answers",
                column: "rule_version_id");

            migrationBuilder.CreateIndex(
                name: "ux_recommendation_answers_standing",
                table: "recommendation_answers",
                columns: new[] { "customer_id", "rule_id" },
                unique: true,
                filter: "is_standing");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_rules_product_id",
                table: "recommendation_rules",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_rules_score_id",
                table: "recommendation_rules",
                column: "score_id");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_rules_state_written_at_id",
                table: "recommendation_rules",
                columns: new[] { "state", "written_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_recommendation_rules_draft",
                table: "recommendation_rules",
                column: "rule_id",
                unique: true,
                filter: "state = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ux_recommendation_rules_in_use",
                table: "recommendation_rules",
                column: "rule_id",
                unique: true,
                filter: "state = 'Approved'");

            migrationBuilder.CreateIndex(
                name: "ux_recommendation_rules_number",
                table: "recommendation_rules",
                columns: new[] { "rule_id", "number" },
                unique: true);

            migrationBuilder.Sql(RowSecuritySql.Protect("recommendation_answers"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "recommendation_answers");

            migrationBuilder.DropTable(
                name: "recommendation_rules");
        }
    }
}
