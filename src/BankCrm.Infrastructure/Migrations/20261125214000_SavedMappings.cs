using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class SavedMappings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_import_images",
                table: "import_images");

            migrationBuilder.DropIndex(
                name: "ix_import_images_customer_id",
                table: "import_images");

            migrationBuilder.DropIndex(
                name: "ix_import_images_run_id_line",
                table: "import_images");

            migrationBuilder.AddPrimaryKey(
                name: "pk_import_images",
                table: "import_images",
                columns: new[] { "run_id", "line", "id" });

            migrationBuilder.CreateTable(
                name: "saved_mappings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    header_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    columns_json = table.Column<string>(type: "text", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_mappings", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_mappings_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_saved_mappings_branch_id_header_key_used_at",
                table: "saved_mappings",
                columns: new[] { "branch_id", "header_key", "used_at" });

            migrationBuilder.CreateIndex(
                name: "ux_saved_mappings_last",
                table: "saved_mappings",
                columns: new[] { "branch_id", "header_key" },
                unique: true,
                filter: "name = ''");

            migrationBuilder.CreateIndex(
                name: "ux_saved_mappings_name",
                table: "saved_mappings",
                columns: new[] { "branch_id", "name" },
                unique: true,
                filter: "name <> ''");

            migrationBuilder.Sql(RowSecuritySql.Protect("saved_mappings"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "saved_mappings");

            migrationBuilder.DropPrimaryKey(
                name: "pk_import_images",
                table: "import_images");

            migrationBuilder.AddPrimaryKey(
                name: "pk_import_images",
                table: "import_images",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_import_images_customer_id",
                table: "import_images",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_images_run_id_line",
                table: "import_images",
                columns: new[] { "run_id", "line" });
        }
    }
}
