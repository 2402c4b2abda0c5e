using System;
using BankCrm.Infrastructure.Accounts;
using BankCrm.Infrastructure.Customers.Consents;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class SegmentsAndScreens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "income_band",
                table: "customers",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "held",
                table: "customer_totals",
                type: "integer",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "customer_habits",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    movements30 = table.Column<int>(type: "integer", nullable: false),
                    movements90 = table.Column<int>(type: "integer", nullable: false),
                    movements365 = table.Column<int>(type: "integer", nullable: false),
                    inflow30 = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    inflow90 = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    inflow365 = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    outflow30 = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    outflow90 = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    outflow365 = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_habits", x => new { x.subject, x.customer_id });
                    table.ForeignKey(
                        name: "fk_customer_habits_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "habit_counts",
                columns: table => new
                {
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    counted_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_habit_counts", x => x.branch_id);
                    table.ForeignKey(
                        name: "fk_habit_counts_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rfm_scales",
                columns: table => new
                {
                    counted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    customers = table.Column<int>(type: "integer", nullable: false),
                    recency = table.Column<DateOnly[]>(type: "date[]", nullable: false),
                    frequency = table.Column<int[]>(type: "integer[]", nullable: false),
                    monetary = table.Column<decimal[]>(type: "numeric[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rfm_scales", x => x.counted_on);
                });

            migrationBuilder.CreateTable(
                name: "segments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    reach = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    for_branch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    latest = table.Column<int>(type: "integer", nullable: false),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segments", x => x.id);
                    table.CheckConstraint("ck_segments_branch", "(reach = 'Branch') = (for_branch_id is not null)");
                    table.ForeignKey(
                        name: "fk_segments_branches_for_branch_id",
                        column: x => x.for_branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_segments_staff_made_by",
                        column: x => x.made_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "standing_consents",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    marketing = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    no_marketing = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    profiling = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    sharing = table.Column<int>(type: "integer", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standing_consents", x => x.customer_id);
                    table.ForeignKey(
                        name: "fk_standing_consents_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "segment_snapshots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    segment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    customers = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segment_snapshots", x => x.id);
                    table.ForeignKey(
                        name: "fk_segment_snapshots_segments_segment_id",
                        column: x => x.segment_id,
                        principalTable: "segments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_segment_snapshots_staff_taken_by",
                        column: x => x.taken_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "segment_versions",
                columns: table => new
                {
                    segment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segment_versions", x => new { x.segment_id, x.number });
                    table.ForeignKey(
                        name: "fk_segment_versions_segments_segment_id",
                        column: x => x.segment_id,
                        principalTable: "segments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_segment_versions_staff_by",
                        column: x => x.by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "segment_members",
                columns: table => new
                {
                    snapshot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segment_members", x => new { x.snapshot_id, x.customer_id });
                    table.ForeignKey(
                        name: "fk_segment_members_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_segment_members_segment_snapshots_snapshot_id",
                        column: x => x.snapshot_id,
                        principalTable: "segment_snapshots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customers_income_band_unread",
                table: "customers",
                column: "id",
                filter: "income is not null and income_band is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_habits_branch_id",
                table: "customer_habits",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_habits_customer_id",
                table: "customer_habits",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_segment_members_customer_id",
                table: "segment_members",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_segment_snapshots_segment_id_taken_at_id",
                table: "segment_snapshots",
                columns: new[] { "segment_id", "taken_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_segment_snapshots_taken_by",
                table: "segment_snapshots",
                column: "taken_by");

            migrationBuilder.CreateIndex(
                name: "ix_segment_versions_by",
                table: "segment_versions",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_segments_for_branch_id",
                table: "segments",
                column: "for_branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_segments_made_by",
                table: "segments",
                column: "made_by");

            migrationBuilder.CreateIndex(
                name: "ix_segments_name_id",
                table: "segments",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateTable(
                name: "counter_screens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counter_screens", x => x.id);
                    table.ForeignKey(
                        name: "fk_counter_screens_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_counter_screens_staff_opened_by",
                        column: x => x.opened_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_counter_screens_branch_id",
                table: "counter_screens",
                column: "branch_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_counter_screens_opened_by",
                table: "counter_screens",
                column: "opened_by");

            migrationBuilder.CreateIndex(
                name: "ix_counter_screens_secret_hash",
                table: "counter_screens",
                column: "secret_hash",
                unique: true);

            migrationBuilder.Sql(RowSecuritySql.Protect("counter_screens"));
            migrationBuilder.Sql(RowSecuritySql.Protect("customer_habits"));
            migrationBuilder.Sql(RowSecuritySql.Protect("habit_counts"));
            migrationBuilder.Sql(RowSecuritySql.Protect("segment_members"));

            // The members are written first, by one statement that also counts them.
            migrationBuilder.Sql("alter table segment_members alter constraint fk_segment_members_segment_snapshots_snapshot_id deferrable initially deferred;");

            migrationBuilder.Sql("select set_config('crm.scope', 'all', true);");
            foreach (var statement in (string[])[.. AccountsSql.KindsHeld, .. StandingConsentsSql.AfterTables])
            {
                migrationBuilder.Sql(statement);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(StandingConsentsSql.Remove);

            migrationBuilder.DropTable(
                name: "counter_screens");

            migrationBuilder.DropTable(
                name: "customer_habits");

            migrationBuilder.DropTable(
                name: "habit_counts");

            migrationBuilder.DropTable(
                name: "rfm_scales");

            migrationBuilder.DropTable(
                name: "segment_members");

            migrationBuilder.DropTable(
                name: "segment_versions");

            migrationBuilder.DropTable(
                name: "standing_consents");

            migrationBuilder.DropTable(
                name: "segment_snapshots");

            migrationBuilder.DropTable(
                name: "segments");

            migrationBuilder.DropIndex(
                name: "ix_customers_income_band_unread",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "income_band",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "held",
                table: "customer_totals");
        }
    }
}
