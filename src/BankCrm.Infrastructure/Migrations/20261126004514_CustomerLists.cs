using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CustomerLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short>(
                name: "birth_month",
                table: "customers",
                type: "smallint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "customer_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    audience = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    shared_with = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_lists", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_lists_staff_made_by",
                        column: x => x.made_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "listed_customers",
                columns: table => new
                {
                    list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_listed_customers", x => new { x.list_id, x.customer_id });
                    table.ForeignKey(
                        name: "fk_listed_customers_customer_lists_list_id",
                        column: x => x.list_id,
                        principalTable: "customer_lists",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_listed_customers_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customers_birth_month_unread",
                table: "customers",
                column: "id",
                filter: "birth_year is not null and birth_month is null");

            migrationBuilder.CreateIndex(
                name: "ix_customers_branch_id_birth_month_id",
                table: "customers",
                columns: new[] { "branch_id", "birth_month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_lists_audience",
                table: "customer_lists",
                column: "audience",
                filter: "audience <> 'Own'");

            migrationBuilder.CreateIndex(
                name: "ux_customer_lists_name",
                table: "customer_lists",
                columns: new[] { "made_by", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_listed_customers_customer_id",
                table: "listed_customers",
                column: "customer_id");

            migrationBuilder.Sql(RowSecuritySql.Protect("listed_customers"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "listed_customers");

            migrationBuilder.DropTable(
                name: "customer_lists");

            migrationBuilder.DropIndex(
                name: "ix_customers_birth_month_unread",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_branch_id_birth_month_id",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "birth_month",
                table: "customers");
        }
    }
}
