using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class BulkChangesAndViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_customers_branch_id_id",
                table: "customers");

            migrationBuilder.CreateTable(
                name: "bulk_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    selection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_branch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tag = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    words = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_bulk_changes_staff_asked_by",
                        column: x => x.asked_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bulk_changes_staff_owner_id",
                        column: x => x.owner_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    list = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    address = table.Column<string>(type: "character varying(1500)", maxLength: 1500, nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    audience = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    shared_with = table.Column<Guid>(type: "uuid", nullable: true),
                    default_of_role = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_views_branches_shared_with",
                        column: x => x.shared_with,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_saved_views_roles_default_of_role",
                        column: x => x.default_of_role,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_saved_views_staff_made_by",
                        column: x => x.made_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bulk_progress",
                columns: table => new
                {
                    change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    next_part = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    leased_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_progress", x => x.change_id);
                    table.ForeignKey(
                        name: "fk_bulk_progress_bulk_changes_change_id",
                        column: x => x.change_id,
                        principalTable: "bulk_changes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bulk_rows",
                columns: table => new
                {
                    change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fate = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    owner_before = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_rows", x => new { x.change_id, x.customer_id });
                    table.ForeignKey(
                        name: "fk_bulk_rows_bulk_changes_change_id",
                        column: x => x.change_id,
                        principalTable: "bulk_changes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "list_looks",
                columns: table => new
                {
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    list = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    columns = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    widths = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    default_view = table.Column<Guid>(type: "uuid", nullable: true),
                    kept_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_list_looks", x => new { x.staff_id, x.list });
                    table.ForeignKey(
                        name: "fk_list_looks_saved_views_default_view",
                        column: x => x.default_view,
                        principalTable: "saved_views",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_list_looks_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customers_list",
                table: "customers",
                columns: new[] { "branch_id", "id", "stage", "city", "sex", "tier", "birth_year" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_list_city",
                table: "customers",
                columns: new[] { "city", "id", "stage", "sex", "tier", "birth_year" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_list_stage",
                table: "customers",
                columns: new[] { "stage", "id", "city", "sex", "tier", "birth_year" },
                filter: "stage <> 'Active'");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_changes_asked_by_id",
                table: "bulk_changes",
                columns: new[] { "asked_by", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_changes_owner_id",
                table: "bulk_changes",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_changes_state",
                table: "bulk_changes",
                column: "state",
                filter: "state in ('Waiting', 'Running', 'Stopping', 'Undoing')");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_rows_change_id_fate",
                table: "bulk_rows",
                columns: new[] { "change_id", "fate" });

            migrationBuilder.CreateIndex(
                name: "ix_list_looks_default_view",
                table: "list_looks",
                column: "default_view");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_default_of_role",
                table: "saved_views",
                column: "default_of_role");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_list_audience",
                table: "saved_views",
                columns: new[] { "list", "audience" },
                filter: "audience <> 'Own'");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_made_by",
                table: "saved_views",
                column: "made_by");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_shared_with",
                table: "saved_views",
                column: "shared_with");

            migrationBuilder.CreateIndex(
                name: "ux_saved_views_name",
                table: "saved_views",
                columns: new[] { "list", "made_by", "name" },
                unique: true);

            migrationBuilder.Sql(RowSecuritySql.Protect("bulk_rows"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bulk_progress");

            migrationBuilder.DropTable(
                name: "bulk_rows");

            migrationBuilder.DropTable(
                name: "list_looks");

            migrationBuilder.DropTable(
                name: "bulk_changes");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropIndex(
                name: "ix_customers_list",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_list_city",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_list_stage",
                table: "customers");

            migrationBuilder.CreateIndex(
                name: "ix_customers_branch_id_id",
                table: "customers",
                columns: new[] { "branch_id", "id" });
        }
    }
}
