using System;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Recommendations;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Suggestions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "suggestion_counts",
                columns: table => new
                {
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    counted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    counted_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    counting_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    after = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestion_counts", x => x.branch_id);
                    table.ForeignKey(
                        name: "fk_suggestion_counts_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "suggestions",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    points = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestions", x => new { x.customer_id, x.rule_id });
                    table.ForeignKey(
                        name: "fk_suggestions_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_suggestions_recommendation_rules_rule_version_id",
                        column: x => x.rule_version_id,
                        principalTable: "recommendation_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_branch_id_points_customer_id_rule_id",
                table: "suggestions",
                columns: new[] { "branch_id", "points", "customer_id", "rule_id" },
                descending: new[] { false, true, false, false });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_branch_id_rule_id_points_customer_id",
                table: "suggestions",
                columns: new[] { "branch_id", "rule_id", "points", "customer_id" },
                descending: new[] { false, false, true, false });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_owner_id_points_customer_id_rule_id",
                table: "suggestions",
                columns: new[] { "owner_id", "points", "customer_id", "rule_id" },
                descending: new[] { false, true, false, false },
                filter: "owner_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_rule_version_id",
                table: "suggestions",
                column: "rule_version_id");

            migrationBuilder.Sql(RowSecuritySql.Protect("suggestions"));
            migrationBuilder.Sql(RowSecuritySql.Protect("suggestion_counts"));
            migrationBuilder.Sql(SuggestionsSql.FollowCustomers);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SuggestionsSql.Remove);

            migrationBuilder.DropTable(
                name: "suggestion_counts");

            migrationBuilder.DropTable(
                name: "suggestions");
        }
    }
}
