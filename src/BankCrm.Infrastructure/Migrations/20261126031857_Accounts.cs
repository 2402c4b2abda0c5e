using System;
using BankCrm.Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Accounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    number = table.Column<byte[]>(type: "bytea", nullable: false),
                    number_lookup = table.Column<byte[]>(type: "bytea", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_at_id = table.Column<Guid>(type: "uuid", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    balance = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    available = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    hold = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    credit_limit = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    rate = table.Column<decimal>(type: "numeric(9,6)", precision: 9, scale: 6, nullable: true),
                    matures_on = table.Column<DateOnly>(type: "date", nullable: true),
                    told_balance = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    told_balance_on = table.Column<DateOnly>(type: "date", nullable: true),
                    told_balance_position = table.Column<long>(type: "bigint", nullable: true),
                    last_movement_on = table.Column<DateOnly>(type: "date", nullable: true),
                    last_movement_position = table.Column<long>(type: "bigint", nullable: true),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    source_version = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                    table.CheckConstraint("ck_accounts_told_balance", "(told_balance is null) = (told_balance_on is null) and (told_balance is null) = (told_balance_position is null)");
                    table.ForeignKey(
                        name: "fk_accounts_branches_opened_at_id",
                        column: x => x.opened_at_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accounts_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customer_totals",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assets = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    liabilities = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    deposits = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    investments = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    insurance = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    loans = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    cards = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    accounts = table.Column<int>(type: "integer", nullable: false),
                    kinds = table.Column<int>(type: "integer", nullable: false),
                    without_rate = table.Column<int>(type: "integer", nullable: false),
                    last_movement_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_totals", x => x.customer_id);
                    table.ForeignKey(
                        name: "fk_customer_totals_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exchange_rates",
                columns: table => new
                {
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    rate = table.Column<decimal>(type: "numeric(19,8)", precision: 19, scale: 8, nullable: false),
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_rates", x => new { x.currency, x.valid_from });
                    table.CheckConstraint("ck_exchange_rates_rate", "rate > 0");
                });

            migrationBuilder.CreateTable(
                name: "account_holders",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_holders", x => new { x.account_id, x.customer_id });
                    table.ForeignKey(
                        name: "fk_account_holders_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_account_holders_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "account_months",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    inflow = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    outflow = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    movements = table.Column<int>(type: "integer", nullable: false),
                    amount_days = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_months", x => new { x.account_id, x.month }); // no foreign key: AccountConfiguration
                });

            migrationBuilder.CreateTable(
                name: "account_statuses",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_version = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_statuses", x => new { x.account_id, x.source_version });
                    table.ForeignKey(
                        name: "fk_account_statuses_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql(AccountsSql.Transactions);

            migrationBuilder.CreateIndex(
                name: "ix_account_holders_branch_id_account_id",
                table: "account_holders",
                columns: new[] { "branch_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_account_holders_customer_id",
                table: "account_holders",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ux_account_holders_owner",
                table: "account_holders",
                column: "account_id",
                unique: true,
                filter: "role = 'Owner'");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_currency",
                table: "accounts",
                column: "currency",
                filter: "currency <> 'CNY'");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_matures_on_id",
                table: "accounts",
                columns: new[] { "matures_on", "id" },
                filter: "matures_on is not null and status <> 'Closed'");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_number_lookup_source",
                table: "accounts",
                columns: new[] { "number_lookup", "source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_opened_at_id",
                table: "accounts",
                column: "opened_at_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_product_id",
                table: "accounts",
                column: "product_id",
                filter: "product_id is not null");

            foreach (var sql in AccountsSql.AfterTables)
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(AccountsSql.Remove);

            migrationBuilder.DropTable(
                name: "account_holders");

            migrationBuilder.DropTable(
                name: "account_months");

            migrationBuilder.DropTable(
                name: "account_statuses");

            migrationBuilder.DropTable(
                name: "customer_totals");

            migrationBuilder.DropTable(
                name: "exchange_rates");

            migrationBuilder.DropTable(
                name: "accounts");
        }
    }
}
