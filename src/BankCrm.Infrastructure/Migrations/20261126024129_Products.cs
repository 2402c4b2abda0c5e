using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Products : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    @class = table.Column<string>(name: "class", type: "character varying(40)", maxLength: 40, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    withdrawn_from = table.Column<DateOnly>(type: "date", nullable: true),
                    withdrawal_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "product_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    risk_grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    terms_annual_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_benchmark = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    terms_cash_advance_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_channels = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    terms_chinese_description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    terms_chinese_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    terms_custody_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    terms_early_repayment_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_interest_free_days = table.Column<int>(type: "integer", nullable: true),
                    terms_issuer_grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    terms_late_payment_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_management_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_maximum = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_minimum = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_monthly_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    terms_opening_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_own_grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    terms_rate = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_rate_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    terms_rate_up_to = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_redemption_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_sale_from = table.Column<DateOnly>(type: "date", nullable: true),
                    terms_sale_until = table.Column<DateOnly>(type: "date", nullable: true),
                    terms_spread = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_step = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_subscription_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    terms_term = table.Column<int>(type: "integer", nullable: true),
                    terms_term_unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_versions", x => x.id);
                    table.CheckConstraint("ck_product_versions_amounts", "terms_maximum is null or terms_minimum is null or terms_maximum >= terms_minimum");
                    table.CheckConstraint("ck_product_versions_grade", "risk_grade is not distinct from greatest(terms_issuer_grade, terms_own_grade)");
                    table.CheckConstraint("ck_product_versions_term", "terms_term is null or (terms_term > 0 and terms_term_unit is not null)");
                    table.ForeignKey(
                        name: "fk_product_versions_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ux_product_versions_day",
                table: "product_versions",
                columns: new[] { "product_id", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_products_code",
                table: "products",
                column: "code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "product_versions");

            migrationBuilder.DropTable(
                name: "products");
        }
    }
}
